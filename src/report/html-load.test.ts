import { beforeAll, describe, expect, it } from 'vitest';
import {
  aLatency,
  aLimit,
  aLimitRun,
  aLoadRecord,
  anObjective,
  anSla,
  aPeriod,
  aRunNotMade,
  aWatch,
  outcomes,
} from '../records/load-record.fixture.js';
import type { Results } from '../records/types.js';
import { renderCharts } from './charts/render.js';
import { renderHtml } from './html.js';
import { section, textOf } from './page.fixture.js';
import { aRun, failingRun, hostileTexts, passingRun } from './sample.fixture.js';

const draw = async (results: Results): Promise<string> => renderHtml(results, { charts: await renderCharts(results) });

const headings = (page: string): string[] =>
  [...page.matchAll(/<div class="body" id="([^"]+)">/g)].map(([, id]) => id!);

const judged = aLoadRecord({
  kind: 'sla',
  sla: anSla({
    verdict: 'inconclusive',
    objectives: [
      anObjective(),
      anObjective({
        objective: 'p99 ≤ 300 ms',
        percentile: 99,
        verdict: 'inconclusive',
        samplesNeeded: 310,
        broken: 97,
      }),
    ],
  }),
});

describe('renderHtml: load runs', () => {
  let page: string;
  let gate: string;
  beforeAll(async () => {
    page = await draw(aRun({ load: [judged], verdict: 'inconclusive', exitCode: 4 }));
    gate = await draw({ ...passingRun, load: [aLoadRecord({ sla: anSla() }), aLimitRun()] });
  });

  it('tells a load run alone without a word of the contract', () => {
    expect(headings(page)).toEqual(['load-1', 'redactions']);
    expect(page).toContain('<h1>The SLA cannot be decided yet: 310 more samples needed</h1>');
    expect(textOf(page)).not.toMatch(/rules|open questions|scenarios/);
  });

  it('says what ran and what was measured', () => {
    const text = textOf(section(page, 'load-1'));
    expect(text).toContain('SLA run of load/latency.ts · engine node 0.1.0 · 2026-11-24 14:03:00 UTC');
    expect(text).toContain('12,000 requests measured, 1,000 more of the warm-up left out · all got a token');
    expect(text).toContain('no arrival was dropped');
    expect(text).toMatch(/iterations began up to 1 ms after their intended start \(p99\)/);
  });

  it('shows each promise with verdict, measured value, interval, samples and what is still needed', () => {
    const text = textOf(section(page, 'load-1'));
    expect(text).toContain('p95 ≤ 300 ms ✓ kept 212 ms 208–217 ms 12,000 97 –');
    expect(text).toContain('p99 ≤ 300 ms ? undecided 212 ms 208–217 ms 12,000 97 310');
    const tiles = textOf(page.slice(page.indexOf('class="tiles"'), page.indexOf('<dl')));
    expect(tiles).toContain('p95 212 ms p95 ≤ 300 ms: kept 95 % interval 208–217 ms, n = 12,000');
    expect(tiles).toContain('p99 ≤ 300 ms: undecided 310 more samples would decide');
    expect(tiles).toContain('13,000 requests sent');
  });

  it('says what voids a verdict instead of asking for more samples', async () => {
    const spoiled = anObjective({ verdict: 'inconclusive', samplesNeeded: null });
    const sla = anSla({ verdict: 'inconclusive', objectives: [spoiled], voids: ['3 arrivals were not sent'] });
    const text = textOf(await draw(aRun({ load: [aLoadRecord({ sla })], verdict: 'inconclusive', exitCode: 4 })));
    expect(text).toContain(
      'a run without what is told below What keeps this run from proving it 3 arrivals were not sent',
    );
    expect(text).toContain('this run cannot prove it');
  });

  it('gives every chart a finding for a heading, a text for those who do not see it, and its numbers', () => {
    const figures = section(gate, 'load-1').match(/<figure.*?<\/figure>/gs)!;
    expect(figures).toHaveLength(4);
    for (const figure of figures) {
      expect(figure).toMatch(/<figcaption><b>[^<]+<\/b>/);
      expect(figure).toMatch(/<img [^>]*alt="Chart: [^"]+"/);
      expect(figure).toMatch(/<details class="fold"><summary>The numbers<\/summary>.*<table>/s);
    }
    const [distribution, percentiles, rate, shares] = figures.map(textOf);
    expect(distribution).toContain('Half of the requests answer within 71 ms, 95 % within 212 ms');
    expect(distribution).toContain('97 took longer than 300 ms or failed');
    expect(distribution).toContain('40 – 80 ms 6,000 50 % 58.333 %');
    expect(distribution).toContain('p99 332 ms 318–347 ms');
    expect(percentiles).toContain('The 95th percentile of every 10 s lies between 205 ms and 380 ms');
    expect(percentiles).toContain('40 s 71 ms 380 ms 612 ms');
    expect(rate).toContain('200 requests a second, all with a token');
    expect(shares).toContain('The time that the server says it took is 71 % of the mean answer time');
  });

  it('counts what did not get a token', async () => {
    const latency = aLatency({
      outcomes: outcomes({ ok: 11_900, refused: 60, 'server-error': 40 }),
      dropped: 12,
      series: aLatency().series.map((point) => ({ ...point, ok: 1980, refused: 10, failed: 10, dropped: 2 })),
    });
    const text = textOf(section(await draw(aRun({ load: [aLoadRecord({ latency })] })), 'load-1'));
    expect(text).toContain('not answered with a token: 60 refused for concurrency, 40 server errors');
    expect(text).toContain('12 arrivals were not sent, as no user was free');
    expect(text).toContain('not all with a token: 60 refused, 60 failed, 12 not sent');
  });

  it('shows the staircase round by round, with the evidence', () => {
    const text = textOf(section(gate, 'load-2'));
    expect(text).toContain('5 requests may be in flight at once: accepted in 1 of 1 rounds, the 6th refused in 2 of 2');
    expect(text).toContain('5 at once are accepted, 6 are refused');
    expect(text).toContain('4 climb 250 8 8 5 5 3 0 refused');
    expect(text).toContain('after every refused round a lone request was accepted within 250 ms');
    expect(text).toContain(
      '5 were on their connections at one time, 5 of them in the server for certain, 4.6 on average by the time it says it took',
    );
    // What the search tells its engine is no promise on the service.
    expect(text).not.toContain('facegate_limit_complete ✓');
  });

  it('tells both in one title, and sound load runs behind the contract', () => {
    expect(gate).toContain(
      '<h1>The target keeps both tested rules; 2 have no scenario; the SLA is kept; 5 requests may be in flight at once</h1>',
    );
    expect(headings(gate).slice(1, 4)).toEqual(['rules', 'load-1', 'load-2']);
    expect(textOf(gate)).toContain('14,353 requests sent 1,205 by the contract tests, 13,148 by load runs, in 31.5 s');
  });

  it('tells load runs that went wrong before what is sound', async () => {
    const broken = { ...failingRun, load: [aLoadRecord({ exitCode: 107 }), aLimitRun()] };
    expect(headings(await draw(broken)).slice(1, 5)).toEqual(['failures', 'load-1', 'rules', 'load-2']);
  });

  it('opens and closes its tags in order, and uses no anchor twice', () => {
    for (const document of [page, gate]) {
      const open: string[] = [];
      const markup = document.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>/s, '');
      for (const [, slash, name] of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
        if (['meta', 'br', 'img', 'source', 'input'].includes(name!)) continue;
        if (slash === '') open.push(name!);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
      const anchors = [...document.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(anchors).size).toBe(anchors.length);
    }
  });

  it('allows images from the page itself alone, and no style attribute', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    expect(policy).toContain('; img-src data:;');
    expect(policy).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/ style="/);
    for (const [, source] of page.matchAll(/ (?:src|srcset)="([^"]*)"/g)) {
      expect(source).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
    }
  });

  it('has a light and a dark image for wide and narrow screens, and the light one for paper', () => {
    const media = [...page.matchAll(/<source media="([^"]*)"/g)].map(([, text]) => text!);
    expect(new Set(media)).toEqual(
      new Set([
        'screen and (max-width:760px) and (prefers-color-scheme:dark)',
        'screen and (max-width:760px)',
        'screen and (prefers-color-scheme:dark)',
      ]),
    );
  });

  it('shows the numbers openly when no charts were drawn', () => {
    const bare = renderHtml(aRun({ load: [judged] }));
    expect(bare).not.toContain('<img');
    expect(bare).not.toContain('img-src');
    expect(textOf(bare)).toContain('p99 332 ms 318–347 ms');
  });

  it('says so when nothing was measured', async () => {
    const nothing = aLatency({
      requests: 0,
      warmup: 0,
      outcomes: outcomes(),
      histogram: [],
      percentiles: [],
      shares: null,
      startLag: null,
      series: [],
    });
    const empty = await draw(aRun({ load: [aLoadRecord({ latency: nothing, metrics: {}, thresholds: [] })] }));
    expect(empty).toContain('<h1>Nothing was measured</h1>');
    expect(empty).not.toContain('<figure');
    expect(textOf(empty)).toContain('0 requests measured');
  });

  it('tells why a script was not run, and what to do', async () => {
    const left = aRunNotMade('no limit is known; give --max', { kind: 'limit', script: 'limit' });
    const document = await draw({ ...passingRun, load: [aLoadRecord(), left] });
    expect(document).toContain('; the limit was not looked for');
    const text = textOf(section(document, 'load-2'));
    expect(text).toContain('The limit was not looked for No limit is known; give --max');
    expect(text).not.toContain('exit code');
  });

  it('shows a watch by day and by hour, each with its verdict', async () => {
    const watched = aLoadRecord({ kind: 'watch', script: 'w.jsonl', watch: aWatch(), sla: anSla() });
    const text = textOf(section(await draw(aRun({ load: [watched] })), 'load-1'));
    expect(text).toContain('By day day (UTC) SLA samples available p50 p95 p99 max');
    expect(text).toContain('2026-11-24 ✓ kept 240 99.58 % 73 ms 208 ms 330 ms 403 ms');
    expect(text).toContain('By hour: 3 hours with samples');
    expect(text).toContain('all got a token · taken up again once · iterations began');
    expect(text).toContain('2026-11-24 23:00 ✕ broken 120 99.17 %');
  });

  it('leaves the verdict out where there is no agreement, and the hours before the last month', async () => {
    const hours = Array.from({ length: 800 }, (_, hour) =>
      aPeriod(new Date(Date.UTC(2026, 9, 1) + hour * 3_600_000).toISOString()),
    );
    const watch = aWatch({ days: [aPeriod('2026-10-01T00:00:00.000Z')], hours });
    const text = textOf(section(await draw(aRun({ load: [aLoadRecord({ kind: 'watch', watch })] })), 'load-1'));
    expect(text).toContain('day (UTC) samples available');
    expect(text).toContain('By hour: 800 hours with samples 56 earlier hours are in results.json');
    expect(text).toContain('2026-10-03 08:00');
    expect(text).not.toContain('2026-10-03 07:00');
  });

  it('marks a load run that was cut off', async () => {
    const cut = aLimitRun({ complete: false, exitCode: 105, limit: aLimit({ value: null, stopped: 'cut off' }) });
    const document = await draw(aRun({ load: [cut], run: { complete: false }, verdict: 'interrupted', exitCode: 130 }));
    expect(document).toContain('<h1>INCOMPLETE: the run was cut off after 21.4 s</h1>');
    expect(document).toContain('<p class="incomplete" role="alert">');
    expect(document).toContain('<header class="verdict warn">');
  });

  it.each(Object.entries(hostileTexts))('shows as text whatever a script calls its things: %s', async (_, text) => {
    const hostile = aLoadRecord({
      script: text,
      engineVersion: text,
      metrics: { [text]: { type: 'gauge', contains: 'default', values: { [text]: 1 } } },
      thresholds: [{ metric: text, threshold: text, ok: false }],
      sla: anSla({ verdict: 'fail', objectives: [anObjective({ objective: text, verdict: 'fail' })], voids: [text] }),
      limit: aLimit({
        value: null,
        stopped: text,
        evidence: [text],
        staircase: [{ ...aLimit().staircase[0]!, purpose: text }],
      }),
    });
    const document = await draw(aRun({ load: [hostile], verdict: 'failed', exitCode: 1 }));
    expect(document.match(/<script/g)).toHaveLength(1);
    expect(document).not.toMatch(/<img src=x|<svg|<b>'|<x\/>|onerror=[^&]*>|\u202e/);
    const rest = document
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<script>.*?<\/script>/s, '')
      .replace(/^<!doctype html>/, '')
      .replace(/<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*>/g, '');
    expect(rest).not.toMatch(/[<>]/);
  });
});
