import { htmlDocument } from './html-answer.js';
import { ICONS } from './icons.js';
import { PAGE_SCRIPT } from './page-script.js';

export interface PageSettings {
  /** Secret id of the check, hex digits only. */
  readonly sessionId: string;
  /** Path to which the page reports events. */
  readonly eventsPath: string;
  /** Frames with something to see that end the check, and the least time it looks. */
  readonly framesNeeded: number;
  readonly lookMs: number;
  /** How long the last words stand before the page leaves. */
  readonly leaveMs: number;
  readonly timeLimitMs: number;
}

const OVAL = 'M150 9A141 181 0 0 1 150 371A141 181 0 0 1 150 9';

/** The page of a liveness check. It holds no token, no secret and nothing that a caller sent. */
export function livenessPage(settings: PageSettings): string {
  const attributes = ` data-session="${settings.sessionId}" data-events="${settings.eventsPath}" data-frames-needed="${settings.framesNeeded}" data-look-ms="${settings.lookMs}" data-leave-ms="${settings.leaveMs}" data-time-limit-ms="${settings.timeLimitMs}"`;
  return htmlDocument(
    'Face check',
    attributes,
    `<main>
<div class="stage" id="stage" data-state="waiting">
  <div class="well">${ICONS}</div>
  <video id="video" muted playsinline aria-label="Your camera, mirrored"></video>
  <svg class="ring" id="progress" role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0" viewBox="0 0 300 380">
    <path class="track" d="${OVAL}"/><path class="done none" id="ring" pathLength="100" d="${OVAL}"/>
  </svg>
</div>
<div class="words" role="status">
  <p class="name">Face check · <b>emulator</b></p>
  <h1 id="title">Allow the camera</h1>
  <p class="hint" id="hint">This page needs a camera and JavaScript.</p>
</div>
<div class="actions">
  <button type="button" class="main" id="retry" hidden>Try again</button>
  <button type="button" id="cancel">Cancel</button>
</div>
</main>
<footer>Your picture goes to this emulator alone, which forgets it when it ends. It compares no faces.</footer>
<script>${PAGE_SCRIPT}</script>`,
  );
}
