import { expect, it } from 'vitest';
import { type LoadView, viewAfter, wholePoints } from '../../report/browser/live-state.js';
import { loadProgress } from '../progress.js';
import { limitRecord } from '../records/limit-record.js';
import { SampleTally } from '../records/samples.js';
import { type LiveLook, liveEvent, type Told } from './live-event.js';

const run = { number: 1, kind: 'latency', script: 'latency', engine: 'node 1', promised: [] } as const;

/** A run whose samples grow, and a page that follows it. */
function follow() {
  const tally = new SampleTally([]);
  let told: Told | undefined;
  let view: LoadView | null = null;
  const look = (number = 1): LiveLook => {
    const samples = tally.samples();
    return { run: { ...run, number }, progress: loadProgress(samples, undefined, 1000, undefined, undefined), samples };
  };
  return {
    tally,
    look,
    tell(number = 1) {
      const next = liveEvent('', look(number), told);
      told = next.told;
      view = viewAfter(view, JSON.parse(JSON.stringify(next.event)));
      return next.event.load!;
    },
    view: () => view!,
  };
}

it('tells a page only what it does not know, and the page comes to the same as the report', () => {
  const { tally, tell, view, look } = follow();
  for (let second = 0; second < 700; second += 1) {
    tally.addRequest(second * 1000, second % 3 === 0 ? 'refused' : 'ok', 20 + second);
    const { points } = tell();
    // But for the moment when every two seconds become one.
    if (second > 10 && second < 600) expect(points.length).toBeLessThan(8);
  }
  expect(view().intervalSeconds).toBe(2);
  expect(view().series).toEqual(look().samples.series.points());
});

it('tells the rounds of a search when there is a new one, and of the next run nothing of the last', () => {
  const { tally, tell, view, look } = follow();
  const step = (level: number) => ({
    purpose: 'climb',
    level,
    reached: level,
    shown: level,
    accepted: level,
    refused: 0,
    unknown: {},
    restMs: 0,
    outcome: 'held',
  });
  const add = (level: number) =>
    tally.add(
      JSON.stringify({
        type: 'Point',
        metric: 'facegate_limit_step',
        data: { time: '2026-01-01T00:00:00Z', value: 1, tags: { seen: JSON.stringify(step(level)) } },
      }),
    );
  add(1);
  expect(tell().limit?.staircase).toHaveLength(1);
  expect(tell()).not.toHaveProperty('limit');
  add(2);
  expect(tell().limit?.staircase.map(({ level }) => level)).toEqual([1, 2]);
  expect(view().limit).toEqual(JSON.parse(JSON.stringify(limitRecord(look().samples))));
  const fresh = new SampleTally([]).samples();
  const next = liveEvent('', { ...look(2), samples: fresh }, { run: 1, intervalSeconds: 1, points: 9, steps: 2 });
  expect(viewAfter(view(), next.event)).toMatchObject({ limit: null, series: [] });
});

it('has nothing but the progress line before the first load run', () => {
  expect(liveEvent('50 % of the contract', undefined).event).toEqual({ line: '50 % of the contract', load: null });
});

it('shows the second that has just begun only when the run is over', () => {
  const { tally, tell, view } = follow();
  for (const second of [0, 1, 2]) tally.addRequest(second * 1000, 'ok', 20);
  tell();
  const { series } = view();
  expect(wholePoints(series, false)).toEqual(series.slice(0, 2));
  expect(wholePoints(series, true)).toEqual(series);
  expect(wholePoints(series.slice(0, 1), false)).toHaveLength(1);
});
