import { type Content, type Html, html } from '../tag.js';

/** A column of a table: its heading, and whether it holds numbers. */
export interface Column {
  readonly head: string;
  readonly number?: boolean;
}

/** A table with a row of headings; it scrolls on its own when it is wider than the page. */
export function drawTable(columns: readonly Column[], rows: readonly (readonly Content[])[], style = ''): Html {
  const heads = columns.map(({ head, number = false }) =>
    number ? html`<th scope="col" class="number">${head}</th>` : html`<th scope="col">${head}</th>`,
  );
  const lines = rows.map((cells) => {
    const drawn = cells.map((cell, index) =>
      columns[index]?.number === true ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`,
    );
    return html`<tr>${drawn}</tr>`;
  });
  return html`<div class="scroll ${style}" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
