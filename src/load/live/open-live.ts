import type { Console } from '../../output/console.js';
import type { Redactor } from '../../output/redactor.js';
import type { CaseProgress, LiveEnd } from '../../records/live-types.js';
import type { Results } from '../../records/types.js';
import { buildModel } from '../../report/model.js';
import { titleOf } from '../../report/title.js';
import type { Presentation } from '../../run/presentation.js';
import { openConsole } from '../../run/terminal.js';
import { type Live, type LiveRunName, startLive } from './live-server.js';

/** What a command that runs load has of the page: nothing where none was asked for, but the console all the same. */
export interface LiveSession {
  readonly live: Live | undefined;
  /** Its progress line goes to the page, too. */
  readonly console: ReturnType<typeof openConsole>;
  /** Scenarios begin: their console, whose progress line the page tells in figures, and what takes these in. */
  cases(name: string): {
    readonly console: ReturnType<typeof openConsole>;
    readonly onProgress: ((progress: CaseProgress) => void) | undefined;
  };
  /** Takes in what came of the run. */
  ended(results: Results): void;
  /** Ends the page, with what came of the run where that is known. */
  close(): Promise<void>;
}

/** Opens the console of a run, and its page when `wanted`, whose address is printed. */
export async function openLive(
  wanted: boolean,
  name: LiveRunName,
  { language }: Presentation,
  redactor: Redactor,
): Promise<LiveSession> {
  const plain = openConsole(redactor);
  if (!wanted)
    return {
      live: undefined,
      console: plain,
      cases: () => ({ console: plain, onProgress: undefined }),
      ended: () => {},
      close: async () => {},
    };
  const { texts, translate } = language;
  const live = await startLive(name, texts, redactor);
  plain.line([`${texts.live.address}: `, { text: live.url, style: 'cyan' }]);
  let end: LiveEnd = { title: '', tone: 'warn' };
  return {
    live,
    console: { ...plain, ...following(plain, live) },
    cases: (name) => ({ console: plain, onProgress: live.cases(name) }),
    ended(results) {
      const { text, tone } = titleOf(buildModel(translate(results)), texts);
      end = { title: text, tone };
    },
    close: () => live.end(end),
  };
}

function following(console: Console, live: Live): Pick<Console, 'status'> {
  return {
    status(text) {
      const parts =
        typeof text === 'string' ? [text] : text.map((part) => (typeof part === 'string' ? part : part.text));
      live.say(parts.join(''));
      console.status(text);
    },
  };
}
