/** The style of the liveness page and of the page that refuses a token. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f4; --card: #ffffff; --ink: #14201c; --soft: #5a6a64; --line: #d9e0dd;
  --accent: #0b7a5b; --accent-ink: #ffffff; --well: #e4eae7; --good: #0b7a5b; --good-well: #dcefe8; --bad: #b3372c; --bad-well: #f6e3e0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1412; --card: #161e1b; --ink: #e8efec; --soft: #9aaaa4; --line: #2b3733;
    --accent: #4fc79f; --accent-ink: #06281d; --well: #1b2521; --good: #4fc79f; --good-well: #12362a; --bad: #ff8d80; --bad-well: #3a1f1c;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; grid-template-rows: 1fr auto;
  background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main {
  display: grid; gap: 20px; justify-items: center; align-content: center; text-align: center;
  width: 100%; max-width: 440px; margin: 0 auto; padding: 24px 20px 8px;
}
.words { display: grid; gap: 6px; order: -1; }
.name { margin: 0; color: var(--soft); font-size: 13px; letter-spacing: .02em; }
.name b { color: var(--accent); font-weight: 600; }
h1 { margin: 0; min-height: 1.2em; font-size: 26px; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; text-wrap: balance; }
.hint { margin: 0; color: var(--soft); min-height: 3em; text-wrap: balance; }
.stage { position: relative; width: min(78vw, 300px, 40vh); aspect-ratio: 300 / 380; }
.stage video, .well { position: absolute; inset: 0; width: 100%; height: 100%; clip-path: ellipse(44.33% 45.53% at 50% 50%); }
.well { background: var(--well); display: grid; place-items: center; color: var(--soft); }
.well svg { width: 64px; height: 64px; }
.stage video { object-fit: cover; transform: scaleX(-1); opacity: 0; }
.stage[data-state="looking"] video { opacity: 1; transition: opacity .25s; }
.ring { position: absolute; inset: 0; width: 100%; height: 100%; fill: none; stroke-width: 5; stroke-linecap: round; }
.ring .track { stroke: var(--line); }
.ring .done { stroke: var(--accent); stroke-dasharray: 100; stroke-dashoffset: 100; transition: stroke-dashoffset .2s linear; }
.ring .done.none { stroke: transparent; }
.icon { display: none; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.stage[data-state="waiting"] .camera, .stage[data-state="blocked"] .camera-off,
.stage[data-state="good"] .check, .stage[data-state="bad"] .cross { display: block; }
.stage[data-state="good"] .well { color: var(--good); background: var(--good-well); }
.stage[data-state="good"] .done { stroke: var(--good); stroke-dashoffset: 0; }
.stage[data-state="bad"] .well, .stage[data-state="blocked"] .well { color: var(--bad); background: var(--bad-well); }
.actions { display: flex; gap: 12px; justify-content: center; min-height: 48px; }
button {
  font: inherit; font-weight: 600; min-height: 48px; padding: 0 28px; border-radius: 24px; cursor: pointer;
  border: 1px solid var(--line); background: var(--card); color: var(--ink);
}
button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button:hover { border-color: var(--soft); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
footer { padding: clamp(4px, 1.5vh, 12px) 20px clamp(8px, 2.5vh, 20px); text-align: center; color: var(--soft); font-size: 13px; text-wrap: balance; }
@media (min-width: 600px) and (min-aspect-ratio: 6/5) {
  main {
    grid-template-columns: auto minmax(0, 400px); grid-template-rows: 1fr auto auto 1fr; column-gap: clamp(32px, 6vw, 72px); row-gap: clamp(12px, 3vh, 28px);
    max-width: 980px; padding: clamp(8px, 4vh, 40px) 24px; justify-content: center; justify-items: start; text-align: left; align-content: center;
  }
  .stage { grid-row: 1 / -1; width: min(360px, 36vw, 62vh); align-self: center; }
  .words { order: 0; grid-row: 2; grid-column: 2; gap: 10px; }
  .actions { grid-row: 3; grid-column: 2; justify-content: start; }
  h1 { font-size: clamp(26px, 3vw, 36px); }
}
.refused { max-width: 440px; padding: 24px 20px; grid-template: none; justify-items: center; text-align: center; align-self: center; }
.refused .stage { grid-row: auto; width: 88px; aspect-ratio: 1; }
.refused .well { clip-path: circle(50%); }
.refused .well svg { width: 40px; height: 40px; }
.refused .words { order: 0; grid-row: auto; grid-column: auto; gap: 8px; }
.refused h1 { font-size: 26px; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
