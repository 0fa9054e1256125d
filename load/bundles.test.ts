import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url).pathname;

/** The scripts' bundles, as both engines get them. */
async function bundle(script: string) {
  return build({
    absWorkingDir: root,
    entryPoints: [`load/${script}.ts`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    external: ['k6', 'k6/*'],
    logLevel: 'silent',
  });
}

describe.each(['smoke', 'latency', 'limit', 'ramp', 'spike', 'soak'])('the script %s', (script) => {
  test('bundles into one file that asks for nothing but k6', async () => {
    const { metafile, outputFiles, warnings } = await bundle(script);
    const asked = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(asked.filter((path) => path !== 'k6' && !path.startsWith('k6/'))).toEqual([]);
    expect(warnings).toEqual([]);
    expect(outputFiles[0]?.contents.length).toBeLessThan(200_000);
  });

  test('holds neither what k6 cannot parse nor a global that it lacks', async () => {
    const text = (await bundle(script)).outputFiles[0]?.text ?? '';
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    expect(code).not.toMatch(/\bfor await\b|\basync function\s*\*|\bimport\s*\(/);
    expect(code).not.toMatch(
      /\bnew (URL|AbortController|FormData)\b|\b(fetch|structuredClone)\(|\b(Intl|process|performance)\./,
    );
  });

  test('has a default function, options, setup and handleSummary', async () => {
    const text = (await bundle(script)).outputFiles[0]?.text ?? '';
    const exported = /export \{([^}]*)\}/.exec(text)?.[1] ?? '';
    expect(exported).toMatch(/ as default\b/);
    expect(exported).toMatch(/\boptions\b/);
    expect(exported).toMatch(/\bsetup\b/);
    expect(exported).toMatch(/\bhandleSummary\b/);
  });
});
