/** Line icons of the page, drawn on a grid of 24. */
export const ICONS = `
<svg viewBox="0 0 24 24" aria-hidden="true">
  <g class="icon camera"><rect x="3" y="6.5" width="13" height="11" rx="2.5"/><path d="m16 10.5 5-3v9l-5-3"/></g>
  <g class="icon camera-off"><path d="M16 13V9a2.5 2.5 0 0 0-2.5-2.5H9M3.6 8A2.5 2.5 0 0 0 3 9v6a2.5 2.5 0 0 0 2.5 2.5h8a2.5 2.5 0 0 0 1.6-.6M16 11l5-3.5v9M3 3l18 18"/></g>
  <g class="icon check"><path d="m5 12.5 4.8 4.8L19.5 7"/></g>
  <g class="icon cross"><path d="m6.5 6.5 11 11m0-11-11 11"/></g>
</svg>`;
