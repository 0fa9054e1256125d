import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { WatchSample } from '../../records/load-types.js';
import { openMetricExport } from './otlp.js';

const sample = (over: Partial<WatchSample> = {}): WatchSample => ({
  type: 'sample',
  at: 0,
  outcome: 'ok',
  wallMs: 120,
  serverMs: 80,
  ...over,
});

let server: Server | undefined;
afterEach(() => server?.close());

/** A receiver of OTLP over HTTP, JSON; answers with a status. */
async function receiver(status: number): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`, bodies };
}

interface Received {
  readonly resourceMetrics: {
    readonly resource: { readonly attributes: { key: string; value: { stringValue: string } }[] };
    readonly scopeMetrics: {
      readonly metrics: {
        readonly name: string;
        readonly histogram?: { dataPoints: { count: number; sum: number }[] };
        readonly sum?: {
          dataPoints: { asDouble?: number; asInt?: number; attributes: { value: { stringValue: string } }[] }[];
        };
      }[];
    }[];
  }[];
}

const settings = { target: 'staging', version: '1', everyMs: 600_000 };

it('a pace longer than any timer (25 days) exports nothing before its time', async () => {
  const { url, bodies } = await receiver(200);
  const out = await openMetricExport({ ...settings, everyMs: 25 * 86_400_000, url, onFailure: () => undefined });
  out.add(sample());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(bodies).toEqual([]);
  await out.close();
  expect(bodies).toHaveLength(1);
});

describe('samples of a watch as OpenTelemetry metrics', () => {
  it('arrive at a receiver of OTLP over HTTP, with all that was taken', async () => {
    const { url, bodies } = await receiver(200);
    const failures: string[] = [];
    const out = await openMetricExport({ ...settings, url, onFailure: (reason) => failures.push(reason) });
    out.add(sample());
    out.add(sample({ wallMs: 380, serverMs: null }));
    out.add(sample({ outcome: 'refused', serverMs: null }));
    await out.close();
    expect(failures).toEqual([]);
    const [resource] = (JSON.parse(bodies.at(-1)!) as Received).resourceMetrics;
    const metrics = resource!.scopeMetrics.flatMap(({ metrics }) => metrics);
    const points = (name: string) => metrics.find((one) => one.name === name)!.histogram!.dataPoints;
    expect(points('facegate.sample.duration').map(({ count }) => count)).toEqual([2, 1]);
    expect(points('facegate.sample.duration')[0]!.sum).toBeCloseTo(0.5);
    expect(points('facegate.sample.server.duration').map(({ count }) => count)).toEqual([1]);
    const counted = metrics.find(({ name }) => name === 'facegate.samples')!.sum!.dataPoints;
    expect(counted.map(({ attributes }) => attributes[0]!.value.stringValue)).toEqual(['ok', 'refused']);
    expect(resource!.resource.attributes).toContainEqual({ key: 'facegate.target', value: { stringValue: 'staging' } });
  });

  it('that cannot be sent are told and break nothing', async () => {
    const { url } = await receiver(400);
    const failures: string[] = [];
    const out = await openMetricExport({ ...settings, url, onFailure: (reason) => failures.push(reason) });
    out.add(sample());
    await out.close();
    expect(failures).not.toEqual([]);
  });
});
