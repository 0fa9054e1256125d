import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { classifyAnswer, describeAnswer } from '../../contract/answer.js';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { startEmulate } from './emulate.fixture.js';
import { readResults, runCli, scratchFolder } from './run-cli.fixture.js';

const SHELLS = 4;
const END = 'end of the answer';

/** What a person has in the shell who pastes the lines: the target file's variables, one valid name and number, wrong credentials. */
const shell: Record<string, string> = {
  IDCARD_NAME: '王小明',
  IDCARD_NUMBER: '11010119900307123X',
  WRONG_API_KEY: 'no-key-of-anybody',
  WRONG_API_SECRET: 'no-secret-of-anybody',
};
const roles = Object.entries(emulatorAccounts).map(([role, { apiKey, apiSecret }]) => {
  const [key, secret] = [`TRIAL_${role.toUpperCase()}_K`, `TRIAL_${role.toUpperCase()}_S`];
  Object.assign(shell, { [key]: apiKey, [secret]: apiSecret });
  return `  ${role}: { api_key: "\${${key}}", api_secret: "\${${secret}}" }\n`;
});

it('every curl line of a full run, pasted into a shell elsewhere, repeats status, code and argument', async () => {
  const cwd = scratchFolder();
  const emulator = await startEmulate([], cwd);
  try {
    const target = join(cwd, 'trial.yaml');
    writeFileSync(target, `url: ${emulator.url}\ncredentials:\n${roles.join('')}concurrency_limit: 5\n`);
    // Flows and bursts are more than one request; without a browser the flows are left out.
    const env = { ...shell, FACEGATE_CHROMIUM: '/none', FACEGATE_IMAGES: '' };
    await runCli(['contract', '--target', target, '--out', 'out', '--seed', '7'], cwd, env);
    const { results } = readResults(join(cwd, 'out')).contract;
    const single = results.filter(({ curl, steps }) => curl !== '' && steps.length === 0);
    const sent = single.filter(({ status }) => status !== 'not-run');
    expect(sent.length).toBeGreaterThan(350);
    const answers = await paste(sent.map(({ curl }) => curl));
    const differing = sent.flatMap(({ id, actual, curl }, index) =>
      comparable(answers[index] ?? '') === comparable(actual) ? [] : [{ id, actual, again: answers[index], curl }],
    );
    expect(differing).toEqual([]);
  } finally {
    emulator.close();
  }
}, 600_000);

/** Tokens and times differ from request to request; what is told of an answer names neither. */
const comparable = (described: string) => described.replace(/\d+ ms/g, '');

/** Runs every line in bash, several shells side by side, and describes what each was answered. */
async function paste(lines: readonly string[]): Promise<string[]> {
  const cwd = scratchFolder();
  const shares = Array.from({ length: SHELLS }, (_, share) => lines.filter((_line, index) => index % SHELLS === share));
  const answered = await Promise.all(
    shares.map(async (share, index) => {
      const script = join(cwd, `lines-${index}.sh`);
      writeFileSync(script, share.map((line) => `${line} -m 60 -w '\\n%{http_code}\\n${END}\\n'`).join('\n'));
      const env = { ...process.env, ...shell };
      const { stdout } = await promisify(execFile)('bash', [script], { cwd, env, maxBuffer: 50_000_000 });
      return stdout.split(`\n${END}\n`).map(describe);
    }),
  );
  return lines.map((_line, index) => answered[index % SHELLS]?.[Math.floor(index / SHELLS)] ?? '');
}

function describe(output: string): string {
  const [, body = '', status = '0'] = /^([\s\S]*)\n(\d+)$/.exec(output) ?? [];
  // A HEAD request shows the head in place of a body.
  return describeAnswer(classifyAnswer(Number(status), body.startsWith('HTTP/') ? '' : body, getToken.answer));
}

it('facegate photo lists the photos, and writes one byte by byte', async () => {
  const cwd = scratchFolder();
  const { code, stdout } = await runCli(['photo'], cwd);
  expect(code).toBe(0);
  const file = /^two faces +(\/.*two-faces\.jpg)$/m.exec(stdout)?.[1] ?? '';
  const main = join(import.meta.dirname, '../../../dist/src/cli/main.js');
  await promisify(execFile)('sh', ['-c', `'${process.execPath}' '${main}' photo 'two faces' > copy.jpg`], { cwd });
  expect(readFileSync(join(cwd, 'copy.jpg')).equals(readFileSync(file))).toBe(true);
  expect(await runCli(['photo', 'two face'], cwd)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean "two faces"?'),
  });
});
