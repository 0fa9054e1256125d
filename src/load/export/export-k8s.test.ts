import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exportK8s, type K8sExport } from './export-k8s.js';

/** What the operator's TestRun allows of the fields used here (k6.io/v1alpha1); anything else would be dropped silently. */
const TEST_RUN_SCHEMA = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: 'k6.io/v1alpha1' },
    kind: { const: 'TestRun' },
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      required: ['parallelism', 'script'],
      additionalProperties: false,
      properties: {
        parallelism: { type: 'integer' },
        separate: { type: 'boolean' },
        arguments: { type: 'string' },
        cleanup: { enum: ['post'] },
        paused: { type: 'string' },
        quiet: { type: 'string' },
        script: {
          type: 'object',
          additionalProperties: false,
          properties: {
            configMap: {
              type: 'object',
              required: ['name'],
              additionalProperties: false,
              properties: { name: { type: 'string' }, file: { type: 'string' } },
            },
          },
        },
        runner: {
          type: 'object',
          additionalProperties: false,
          properties: {
            image: { type: 'string' },
            env: {
              type: 'array',
              items: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: { name: { type: 'string' }, value: { type: 'string' } },
              },
            },
            envFrom: {
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  prefix: { type: 'string' },
                  secretRef: {
                    type: 'object',
                    additionalProperties: false,
                    properties: { name: { type: 'string' }, optional: { type: 'boolean' } },
                  },
                },
              },
            },
            resources: { type: 'object' },
          },
        },
      },
    },
  },
};

const OPTIONS: K8sExport = {
  name: 'facegate-latency',
  file: 'out/latency.yaml',
  script: 'latency',
  bundle: 'export default () => {};\n// "quotes", : colons and\ttabs\n',
  photo: undefined,
  parallelism: 4,
  env: { FACEGATE_URL: 'https://api.megvii.com', FACEGATE_RATE: '20' },
  secretName: 'facegate-account',
  image: 'grafana/k6:2.2.0',
  k6Arguments: ['--tag', 'testid=42'],
};

function documentsOf(options: K8sExport): [Record<string, unknown>, Record<string, unknown>] {
  const exported = exportK8s(options);
  if (exported.kind !== 'yaml') throw new Error(exported.problems.join('\n'));
  const [first, second] = parseAllDocuments(exported.yaml).map((document) => document.toJS());
  return [first, second];
}

const problemsOf = (more: Partial<K8sExport>) => {
  const exported = exportK8s({ ...OPTIONS, ...more });
  return exported.kind === 'problems' ? exported.problems : [];
};

describe('the export to Kubernetes', () => {
  test('a TestRun that the operator knows, and a ConfigMap with the script byte for byte', () => {
    const [configMap, testRun] = documentsOf(OPTIONS);
    expect(configMap).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'facegate-latency' },
      data: { 'latency.js': OPTIONS.bundle },
    });
    const validate = new Ajv().compile(TEST_RUN_SCHEMA);
    expect(validate(testRun), JSON.stringify(validate.errors)).toBe(true);
    expect(testRun).toMatchObject({
      spec: {
        parallelism: 4,
        script: { configMap: { name: 'facegate-latency', file: 'latency.js' } },
        arguments: '--tag testid=42',
        runner: { envFrom: [{ secretRef: { name: 'facegate-account' } }] },
      },
    });
  });

  test('a photo goes along in the ConfigMap, and the pods are told where it is', () => {
    const [configMap, testRun] = documentsOf({ ...OPTIONS, photo: new Uint8Array([0xff, 0xd8, 0xff]) });
    expect(configMap).toMatchObject({ binaryData: { 'photo.jpg': '/9j/' } });
    expect(testRun).toMatchObject({
      spec: { runner: { env: expect.arrayContaining([{ name: 'FACEGATE_PHOTO', value: '/test/photo.jpg' }]) } },
    });
  });

  test('key and secret are refused as options and as arguments', () => {
    expect(problemsOf({ env: { FACEGATE_API_SECRET: 's3cret' } })).toEqual([
      'FACEGATE_API_SECRET may not stand in a manifest; keep it in the Secret facegate-account',
    ]);
    expect(problemsOf({ k6Arguments: ['-e', 'FACEGATE_API_KEY=k'] })).toEqual([
      'FACEGATE_API_KEY and FACEGATE_API_SECRET may not stand among the arguments; keep them in the Secret facegate-account',
    ]);
  });

  test('a bundle that does not fit into a ConfigMap is refused, with its size', () => {
    expect(problemsOf({ bundle: 'x'.repeat(1_048_576) })).toEqual([]);
    expect(problemsOf({ bundle: 'é'.repeat(524_289) })[0]).toBe(
      'the bundle is 1048578 bytes; a ConfigMap holds 1048576. Use a smaller photo, or import less in the script',
    );
    expect(problemsOf({ bundle: 'x', photo: new Uint8Array(1_048_576) })[0]).toContain('the bundle and the photo are');
  });

  test.each([
    [{ name: 'Latency_Run' }, 'name "Latency_Run": expected lower-case letters'],
    [{ name: 'x'.repeat(51) }, 'at most 50'],
    [{ parallelism: 0 }, '--parallelism 0: expected a whole number from 1 on'],
    [{ script: 'limit' }, '--parallelism 4: the limit search adapts in one place and cannot be shared; expected 1'],
    [{ k6Arguments: ['--tag a=b'] }, 'argument "--tag a=b": the operator splits arguments at whitespace'],
  ])('%j is refused', (more, problem) => {
    expect(problemsOf(more).join('\n')).toContain(problem);
  });

  test('the notes say how to make the Secret, how to start, and what thresholds mean in parallel', () => {
    const exported = exportK8s(OPTIONS);
    const notes = exported.kind === 'yaml' ? exported.notes.join('\n') : '';
    expect(notes).toContain('kubectl create secret generic facegate-account');
    expect(notes).toContain('kubectl apply -f out/latency.yaml');
    expect(notes).toContain('each of the 4 pods');
    // Of pods that are chosen by label kubectl tells the last ten lines alone, unless it is told otherwise.
    expect(notes).toContain('kubectl logs -l k6_cr=facegate-latency,runner=true --tail=-1 --prefix');
    const large = exportK8s({ ...OPTIONS, bundle: 'x'.repeat(300_000) });
    expect(large.kind === 'yaml' && large.notes.join('\n')).toContain('kubectl apply --server-side');
  });
});
