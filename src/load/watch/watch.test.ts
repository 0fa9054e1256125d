import { describe, expect, test } from 'vitest';
import type { WatchLine } from '../../records/load-types.js';
import { parseSla } from '../sla-file.js';
import { beginWatch, nextTick, runWatch, type WatchWorld } from './watch.js';
import type { WatchConfig } from './watch-config.js';
import { readWatch } from './watch-tally.js';

const CONFIG: WatchConfig = { url: 'https://api.megvii.com', apiKey: 'the-key', everyMs: 60_000, photoHash: '' };
const STARTED = '2026-01-02T03:04:05.000Z';

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

const read = (text: string) => readWatch(linesOf(text), []);
const sample = (at: number, wallMs: number): WatchLine => ({
  type: 'sample',
  at,
  outcome: 'ok',
  wallMs,
  serverMs: null,
});
const text = (...lines: WatchLine[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

function header(config = CONFIG): WatchLine {
  const begin = beginWatch('w.jsonl', undefined, config, STARTED);
  if (begin.kind !== 'new') throw new Error('expected a new watch');
  return begin.header;
}

describe('a watch begins', () => {
  test('anew, with a header that tells the configuration but not the key', () => {
    expect(header()).toEqual({
      type: 'watch',
      version: 1,
      config: expect.stringMatching(/^[0-9a-f]{16}$/),
      about: 'https://api.megvii.com, a request without a photo every 60 s',
      startedAt: STARTED,
    });
    expect(JSON.stringify(header())).not.toContain('the-key');
  });

  test('again where it was killed: the torn line is left out, the rest counts', async () => {
    const killed = text(header(), sample(1, 10), sample(2, 20)) + text(sample(3, 30)).slice(0, 25);
    expect(beginWatch('w.jsonl', await read(killed), CONFIG, STARTED)).toEqual({ kind: 'resume', samples: 2, torn: 1 });
  });

  test('anew when even the header is torn', async () => {
    const torn = text(header()).slice(0, 30);
    expect(beginWatch('w.jsonl', await read(torn), CONFIG, STARTED)).toMatchObject({ kind: 'new' });
    const healed = await read(`${torn}\n${text(header(), sample(1, 10))}`);
    expect(beginWatch('w.jsonl', healed, CONFIG, STARTED)).toEqual({ kind: 'resume', samples: 1, torn: 1 });
  });

  test.each([
    [{ url: 'https://other.example' }, 'holds another watch (https://api.megvii.com, a request without a photo'],
    [{ everyMs: 30_000 }, 'this one is: https://api.megvii.com, a request without a photo every 30 s'],
    [{ photoHash: 'abc' }, 'this one is: https://api.megvii.com, a request with a photo'],
    [{ apiKey: 'another' }, 'every 60 s, with another key)'],
  ])('not on a file of another configuration: %j', async (changed, why) => {
    const begin = beginWatch('w.jsonl', await read(text(header(), sample(1, 10))), { ...CONFIG, ...changed }, STARTED);
    expect(begin.kind === 'refused' && begin.why).toContain(why);
  });

  test.each([
    ['another JSON file', '{"metric":"vus"}\n'],
    ['a text', 'hello\n'],
    ['samples without a header', text(sample(1, 10))],
    ['a watch of a later version', `${text(header()).replace('"version":1', '"version":2')}`],
  ])('not on %s', async (_, content) => {
    const begin = beginWatch('w.jsonl', await read(content), CONFIG, STARTED);
    expect(begin).toEqual({ kind: 'refused', why: 'w.jsonl is not the file of a watch; give another --file' });
  });
});

/** A world in which time passes only by sleeping and by answers. */
function world(answerMs: (index: number) => number, stopAfterMs = Number.POSITIVE_INFINITY) {
  let nowMs = 5000;
  let sent = 0;
  const lines: WatchLine[] = [];
  const made: WatchWorld & { lines: WatchLine[] } = {
    lines,
    async send() {
      nowMs += answerMs(sent);
      sent += 1;
      return { outcome: 'ok', serverMs: 3 };
    },
    append: (line) => lines.push(line),
    monotonicMs: () => nowMs,
    wallClockMs: () => 1_000_000 + nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
    stopped: () => nowMs - 5000 >= stopAfterMs,
  };
  return made;
}

describe('a watch runs', () => {
  test('one sample a tick, whatever the answers take', async () => {
    const w = world((index) => [20, 700, 5][index] ?? 1);
    expect(await runWatch({ everyMs: 1000, mostSamples: 4 }, w)).toBe(4);
    expect(w.lines).toEqual([
      { type: 'sample', at: 1_005_000, outcome: 'ok', wallMs: 20, serverMs: 3 },
      { type: 'sample', at: 1_006_000, outcome: 'ok', wallMs: 700, serverMs: 3 },
      { type: 'sample', at: 1_007_000, outcome: 'ok', wallMs: 5, serverMs: 3 },
      { type: 'sample', at: 1_008_000, outcome: 'ok', wallMs: 1, serverMs: 3 },
    ]);
  });

  test('an answer longer than the pace leaves ticks out and makes none up', async () => {
    const w = world((index) => (index === 0 ? 3500 : 10));
    await runWatch({ everyMs: 1000, mostSamples: 3 }, w);
    expect(w.lines.map((line) => (line.type === 'sample' ? line.at - 1_005_000 : 0))).toEqual([0, 4000, 5000]);
  });

  test('it ends when it is stopped, also while it sleeps', async () => {
    const w = world(() => 10, 2500);
    expect(await runWatch({ everyMs: 1000, mostSamples: undefined }, w)).toBe(3);
  });

  test.each([
    // last tick, elapsed ms, next
    [0, 20, 1],
    [0, 1000, 1],
    [0, 1001, 2],
    [3, 500, 4],
  ])('after tick %d at %d ms comes tick %d', (last, elapsed, next) => {
    expect(nextTick(last, elapsed, 1000)).toBe(next);
  });
});

describe('a watch is read', () => {
  test('by hour and by day, with gaps left out', async () => {
    const day = Date.UTC(2026, 0, 2);
    const content = text(
      header(),
      sample(day + 1000, 10),
      sample(day + 2000, 30),
      { type: 'sample', at: day + 3000, outcome: 'unanswered', wallMs: 5000, serverMs: null },
      { type: 'resumed', at: day + 7_100_000 },
      sample(day + 7_200_000, 20),
      sample(day + 86_400_000, 40),
    );
    const { tally, resumed, torn } = await readWatch(linesOf(content), [25]);
    expect([resumed, torn]).toEqual([1, 0]);
    expect(tally.byHour(undefined).map(({ from, samples, ok, p50Ms }) => [from, samples, ok, p50Ms])).toEqual([
      ['2026-01-02T00:00:00.000Z', 3, 2, 10],
      ['2026-01-02T02:00:00.000Z', 1, 1, 20],
      ['2026-01-03T00:00:00.000Z', 1, 1, 40],
    ]);
    expect(tally.byDay(undefined)).toMatchObject([
      { samples: 4, ok: 3, availability: 75, maxMs: 30 },
      { samples: 1, ok: 1, availability: 100, p99Ms: 40 },
    ]);
    const { outcomes, over } = tally.samples();
    expect(outcomes).toMatchObject({ ok: 4, unanswered: 1 });
    expect(over.get(25)).toBe(2);
  });

  test('each day and hour is judged by what it proves alone', async () => {
    const sla = parseSla('s.yaml', 'latency: [{ percentile: 50, below_ms: 100 }]\navailability: 50\n');
    const day = Date.UTC(2026, 0, 2);
    const lines = (hour: number, times: number, wallMs: number) =>
      Array.from({ length: times }, (_, i) => sample(day + hour * 3_600_000 + i, wallMs));
    const content = text(header(), ...lines(0, 8, 10), ...lines(1, 2, 10), ...lines(2, 8, 500));
    const { tally } = await readWatch(linesOf(content), [100]);
    expect(tally.byHour(sla).map(({ verdict }) => verdict)).toEqual(['pass', 'inconclusive', 'fail']);
    expect(tally.byDay(sla).map(({ verdict }) => verdict)).toEqual(['inconclusive']);
    expect(tally.byDay(undefined)[0]?.verdict).toBeNull();
  });
});
