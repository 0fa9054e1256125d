import { beforeAll, describe, expect, it } from 'vitest';
import {
  aLatency,
  aLimit,
  aLimitRun,
  aLoadRecord,
  anObjective,
  anSla,
  outcomes,
} from '../../records/load-record.fixture.js';
import type { LoadRecord } from '../../records/load-types.js';
import { aRun } from '../sample.fixture.js';
import { parseXml } from '../xml.fixture.js';
import { renderCharts } from './render.js';
import type { ChartImage, ChartImages } from './types.js';

const draw = async (record: LoadRecord): Promise<ChartImages> => (await renderCharts(aRun({ load: [record] })))[0]!;

const PREFIX = 'data:image/svg+xml;base64,';

function svgOf(uri: string): string {
  expect(uri.startsWith(PREFIX)).toBe(true);
  return Buffer.from(uri.slice(PREFIX.length), 'base64').toString('utf8');
}

function all({ source }: ChartImage): string[] {
  return [source.wide.light, source.wide.dark, source.narrow.light, source.narrow.dark].map(svgOf);
}

/** The texts in a drawing, in the order in which they are drawn. */
function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text!.replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
  );
}

/** The requests of a run as long and as busy as can be. */
const HUGE = aLatency({
  requests: 10_000_000,
  outcomes: outcomes({ ok: 9_999_000, unanswered: 1000 }),
  histogram: Array.from({ length: 120 }, (_, index) => ({
    from: 5 * 1.05 ** index,
    to: 5 * 1.05 ** (index + 1),
    count: 83_325,
  })),
  intervalSeconds: 1024,
  series: Array.from({ length: 600 }, (_, index) => ({
    atSeconds: index * 1024,
    requests: 16_667,
    ok: 16_665,
    refused: 0,
    failed: 2,
    dropped: index % 7,
    p50Ms: 60 + (index % 9),
    p95Ms: 200 + (index % 50),
    maxMs: 400 + (index % 333),
  })),
});

describe('renderCharts', () => {
  let latency: ChartImages;
  let limit: ChartImages;
  beforeAll(async () => {
    const objectives = [anObjective(), anObjective({ objective: 'p99 ≤ 800 ms', percentile: 99, target: 800 })];
    latency = await draw(aLoadRecord({ sla: anSla({ objectives }) }));
    limit = await draw(aLimitRun());
  });

  it('draws what a record has numbers for', () => {
    expect(Object.keys(latency)).toEqual(['distribution', 'percentiles', 'outcomes', 'shares']);
    expect(Object.keys(limit)).toEqual(['staircase']);
  });

  it('labels percentiles with their intervals, and the promises', () => {
    const texts = textsIn(svgOf(latency.distribution!.source.wide.light));
    expect(texts).toEqual(expect.arrayContaining(['p50 71 ms (71–72 ms)', 'p95 212 ms (208–217 ms)']));
    expect(texts).toEqual(expect.arrayContaining(['SLA p95 ≤ 300 ms', 'SLA p99 ≤ 800 ms']));
    const narrow = textsIn(svgOf(latency.distribution!.source.narrow.light));
    expect(narrow).toContain('p95 212 ms');
  });

  it('names the unit of every axis', () => {
    const has = (image: ChartImage | undefined, ...names: string[]) =>
      expect(textsIn(svgOf(image!.source.wide.light))).toEqual(expect.arrayContaining(names));
    has(latency.distribution, 'milliseconds, logarithmic', 'requests');
    has(latency.percentiles, 'milliseconds', 'since the first measured request', 'p50', 'p95', 'max');
    has(latency.outcomes, 'requests a second', 'since the first measured request');
    has(latency.shares, 'milliseconds', 'mean', 'p99');
    has(limit.staircase, 'in flight', 'rounds in order', 'limit 5', '✓', '✕', '?');
  });

  it('leaves lone requests between the rounds out of the staircase', () => {
    const rounds = aLimit().staircase.filter(({ purpose }) => purpose !== 'sentinel').length;
    const signs = textsIn(svgOf(limit.staircase!.source.wide.light)).filter((text) => /^[✓✕?]$/.test(text));
    expect(signs).toHaveLength(rounds);
  });

  it('uses colours of its own in the dark', () => {
    const { wide } = latency.distribution!.source;
    expect(svgOf(wide.light)).toContain('#2f6f8f');
    expect(svgOf(wide.dark)).not.toContain('#2f6f8f');
    expect(svgOf(wide.dark)).toContain('#5fa9cc');
  });

  it('is well-formed, and holds neither scripts, styles with rules, links nor ids that count drawings', () => {
    for (const svg of [...Object.values(latency), ...Object.values(limit)].flatMap(all)) {
      expect(parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}`).name).toBe('svg');
      expect(svg).not.toMatch(/<(script|style|foreignObject|image|a)\b| on\w+=|href|zr\d|NaN|Infinity|undefined/);
    }
  });

  it('gives the same bytes for the same numbers, whatever was drawn before', async () => {
    const objectives = [anObjective(), anObjective({ objective: 'p99 ≤ 800 ms', percentile: 99, target: 800 })];
    expect(await draw(aLoadRecord({ sla: anSla({ objectives }) }))).toEqual(latency);
  });

  it.each([
    ['one sample', 1],
    ['two samples', 2],
  ])('draws %s with axes that make sense', async (_, samples) => {
    const histogram = [
      { from: 48.9, to: 49.1, count: 1 },
      { from: 55.8, to: 56, count: 1 },
    ].slice(0, samples);
    const series = [0, 1].slice(0, samples).map((atSeconds) => ({
      atSeconds,
      requests: 1,
      ok: 1,
      refused: 0,
      failed: 0,
      dropped: 0,
      p50Ms: 49,
      p95Ms: 49,
      maxMs: 49,
    }));
    const percentiles = [50, 95, 99].map((percentile) => ({ percentile, ms: 49, low: null, high: null }));
    const few = aLatency({
      requests: samples,
      outcomes: outcomes({ ok: samples }),
      histogram,
      percentiles,
      series,
      intervalSeconds: 1,
    });
    const charts = await draw(aLoadRecord({ latency: few }));
    const texts = textsIn(svgOf(charts.distribution!.source.wide.light));
    // All three percentiles are the same answer: one mark says it; counts are whole.
    expect(texts.filter((text) => text.startsWith('p'))).toEqual(['p99 49 ms']);
    expect(texts).toEqual(expect.arrayContaining(['0', '1', '30', '50']));
    expect(texts.filter((text) => /^0\./.test(text))).toEqual([]);
    for (const svg of Object.values(charts).flatMap(all)) expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws nothing of nothing', async () => {
    const nothing = aLatency({
      requests: 0,
      outcomes: outcomes(),
      histogram: [],
      percentiles: [],
      shares: null,
      series: [],
    });
    expect(await draw(aLoadRecord({ latency: nothing }))).toEqual({});
    expect(await draw(aLimitRun({ limit: aLimit({ staircase: [] }) }))).toEqual({});
    expect(await renderCharts(aRun())).toEqual([]);
  });

  it('does not grow with the number of requests', async () => {
    const charts = await draw(aLoadRecord({ latency: HUGE }));
    for (const svg of Object.values(charts).flatMap(all)) expect(svg.length).toBeLessThan(60_000);
    expect(textsIn(svgOf(charts.distribution!.source.wide.light))).toContain('150k');
  });

  it('puts slow answers and quick ones on one logarithmic axis', async () => {
    const series = aLatency().series.map((point, index) => ({ ...point, maxMs: index === 2 ? 30_000 : point.maxMs }));
    const charts = await draw(aLoadRecord({ latency: aLatency({ series }) }));
    expect(textsIn(svgOf(charts.percentiles!.source.wide.light))).toContain('milliseconds, logarithmic');
  });
});
