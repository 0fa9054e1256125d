import { createHash } from 'node:crypto';
import type { BreakRecord, ProofRecord } from '../../records/proof-types.js';
import { style as common } from '../assets.js';
import { count, duration, instant } from '../format.js';
import { type Html, html, trusted, value } from '../markup/tag.js';
import { proofTexts as texts } from './texts.js';

const OWN = `
.matrix{max-height:80vh;overflow:auto}
.matrix table{font-size:12px;width:auto}.matrix th,.matrix td{padding:3px 6px;text-align:center;border-left:1px solid var(--line)}
.matrix thead th{position:sticky;top:0;background:var(--card);z-index:2;vertical-align:bottom;height:11em}
.matrix thead th span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;font:600 11.5px/1.2 var(--mono)}
.matrix tbody th,.matrix thead th:first-child{position:sticky;left:0;background:var(--card);text-align:left;white-space:nowrap;font:12px/1.5 var(--mono);z-index:1}
.matrix thead th:first-child{z-index:3;vertical-align:bottom}
.matrix td.words{text-align:left;white-space:nowrap}
.matrix .killed{color:var(--ok)}.matrix .survived{background:var(--badbg);color:var(--bad);font-weight:700}.matrix .listed{color:var(--warn)}.matrix .not-run{color:var(--dim)}
`;
const style = `${common}${OWN}`;

const SIGNS = { killed: '●', survived: '✗', listed: '○', 'not-run': '–' } as const;
/** A kind has a column of its own when so many rules are broken in it. */
const OWN_COLUMN = 4;

/** The page of a proof: what was broken, what noticed it, and what is left. Like every report it needs no network and no script. */
export function renderProof(proof: ProofRecord): string {
  const { breaks, run, exitCode } = proof;
  const tone = exitCode === 0 ? 'ok' : exitCode === 1 ? 'bad' : 'warn';
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  const of = (verdict: BreakRecord['verdict']) => breaks.filter((one) => one.verdict === verdict);
  const title = texts.title(of('killed').length, breaks.length);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(style)}</style></head>
<body><main>
<header class="verdict ${tone}"><p class="eyebrow">${texts.product} · ${instant(run.startedAt)}</p>
<h1>${title}</h1>
${proof.causes.length === 0 ? html`<p class="lead">${texts.holds}</p>` : html`<div class="why"><ul>${proof.causes.map((cause) => html`<li>${value(cause)}</li>`)}</ul></div>`}</header>
<div class="panel"><div class="tiles">
${tile(String(breaks.length), texts.breaks, texts.rules(new Set(breaks.map(({ rule }) => rule)).size), '')}
${tile(String(of('killed').length), texts.killed, '', of('survived').length === 0 ? 'ok' : '')}
${tile(String(of('survived').length), texts.survived, texts.listedBeside(of('listed').length), of('survived').length > 0 ? 'bad' : '')}
${tile(duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)), texts.took, texts.versions(run.version), '')}
</div></div>
${survivors(of('survived'))}${problems(proof)}${matrix(proof)}${listed(of('listed'))}${load(proof)}${fellBesides(breaks)}${notRun(of('not-run'))}
<footer>${run.id}</footer></main></body></html>
`.markup;
}

function tile(figure: string, label: string, detail: string, tone: string): Html {
  return html`<div class="${tone}"><b>${figure}</b><span class="label">${label}</span><span class="detail">${detail}</span></div>`;
}

function section(heading: string, figure: number, body: Html): Html {
  return html`<section><h2>${heading} <span class="figure">${count(figure)}</span></h2>${body}</section>
`;
}

function list(items: readonly (readonly [name: string, text: string])[]): Html {
  return html`<ul class="reasons">${items.map(([name, text]) => html`<li><p><code>${value(name)}</code></p>${value(text)}</li>`)}</ul>`;
}

const named = ({ rule, kind }: BreakRecord) => `${rule}:${kind}`;

function survivors(survived: readonly BreakRecord[]): Html | null {
  if (survived.length === 0) return null;
  return section(texts.survivorsHeading, survived.length, list(survived.map((one) => [named(one), one.note])));
}

function listed(found: readonly BreakRecord[]): Html | null {
  if (found.length === 0) return null;
  return section(texts.listedHeading, found.length, list(found.map((one) => [named(one), one.note])));
}

function problems({ problems: found }: ProofRecord): Html | null {
  if (found.length === 0) return null;
  return section(texts.problems, found.length, list(found.map(({ place, text }) => [place, text])));
}

function notRun(found: readonly BreakRecord[]): Html | null {
  if (found.length === 0) return null;
  const reasons = [...new Set(found.map(({ note }) => note))];
  const items = reasons.map((reason) => {
    const names = found.filter(({ note }) => note === reason).map(named);
    return [reason, names.join(', ')] as const;
  });
  return section(texts.notRun, found.length, list(items));
}

function matrix({ rules, kinds, breaks }: ProofRecord): Html {
  const used = (kind: string) => breaks.filter((one) => one.kind === kind).length;
  const columns = kinds.filter(({ kind }) => used(kind) >= OWN_COLUMN);
  const others = new Set(kinds.filter(({ kind }) => used(kind) < OWN_COLUMN).map(({ kind }) => kind));
  const rows = rules
    .map(({ id, text }) => ({ id, text, own: breaks.filter(({ rule }) => rule === id) }))
    .filter(({ own }) => own.length > 0);
  const cell = (found: BreakRecord | undefined) =>
    found === undefined
      ? html`<td></td>`
      : html`<td class="${found.verdict}" title="${found.seen || found.note}">${SIGNS[found.verdict]}</td>`;
  const body = rows.map(
    ({ id, text, own }) =>
      html`<tr><th scope="row" title="${text}">${value(id)}</th>${columns.map(({ kind }) => cell(own.find((one) => one.kind === kind)))}<td class="words">${own
        .filter(({ kind }) => others.has(kind))
        .map(
          (one) =>
            html`<span class="${one.verdict}" title="${one.seen || one.note}">${SIGNS[one.verdict]} ${one.kind}</span> `,
        )}</td></tr>`,
  );
  const head = columns.map(({ kind, text }) => html`<th scope="col" title="${text}"><span>${kind}</span></th>`);
  return section(
    texts.matrix,
    breaks.length,
    html`<p class="intro">${texts.legend}</p><div class="scroll matrix"><table><thead><tr><th scope="col">${texts.rule}</th>${head}<th scope="col"><span>${texts.otherWays}</span></th></tr></thead><tbody>${body}</tbody></table></div>
<details class="fold"><summary>${texts.whatTheyDo}</summary><ul class="names">${kinds.map(({ kind, text }) => html`<li><code>${kind}</code> ${text}</li>`)}</ul></details>`,
  );
}

function load({ load: faults }: ProofRecord): Html | null {
  if (faults.length === 0) return null;
  const rows = faults.map(
    ({ fault, truth, said, verdict }) =>
      html`<tr><td>${fault}</td><td>${truth}</td><td>${value(said)}</td><td><span class="state ${verdict === 'wrong' ? 'bad' : verdict === 'told' ? 'ok' : 'warn'}">${texts.loadVerdict[verdict]}</span></td></tr>`,
  );
  return section(
    texts.load,
    faults.length,
    html`<p class="intro">${texts.loadIntro}</p><div class="scroll"><table><thead><tr><th>${texts.fault}</th><th>${texts.truth}</th><th>${texts.said}</th><th></th></tr></thead><tbody>${rows}</tbody></table></div>`,
  );
}

/** Breaks that made other rules fail, too: where a report of a real service would name more than the cause. */
function fellBesides(breaks: readonly BreakRecord[]): Html | null {
  const found = breaks.filter(({ others }) => others.length > 0);
  if (found.length === 0) return null;
  const rows = found.map(
    (one) => html`<tr><td class="mono">${named(one)}</td><td class="mono">${one.others.join(', ')}</td></tr>`,
  );
  return section(
    texts.besides,
    found.length,
    html`<details class="fold"><summary>${texts.show}</summary><div class="scroll"><table><thead><tr><th>${texts.broken}</th><th>${texts.fellToo}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`,
  );
}
