import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { classifyAnswer, describeAnswer } from '../../contract/answer.js';
import { emulatorAccounts } from '../../emulator/accounts.js';
import type { ContractResult } from '../../records/types.js';
import { scratchFolder } from './run-cli.fixture.js';

const SHELLS = 4;
const END = 'end of the answer';

/** What a person has in the shell who pastes the lines: the accounts, one valid name and number, wrong credentials. */
export const shell: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(emulatorAccounts).flatMap(([role, { apiKey, apiSecret }]) => {
      const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
      return [
        [`${prefix}_API_KEY`, apiKey],
        [`${prefix}_API_SECRET`, apiSecret],
      ];
    }),
  ),
  IDCARD_NAME: '王小明',
  IDCARD_NUMBER: '11010119900307123X',
  WRONG_API_KEY: 'no-key-of-anybody',
  WRONG_API_SECRET: 'no-secret-of-anybody',
};

/** Pastes the line of each result; gives those that are answered otherwise than in the run. */
export async function differing(results: readonly Pick<ContractResult, 'id' | 'actual' | 'curl'>[]) {
  const answers = await paste(results.map(({ curl }) => curl));
  return results.flatMap(({ id, actual, curl }, index) =>
    comparable(answers[index] ?? '') === comparable(actual) ? [] : [{ id, actual, again: answers[index], curl }],
  );
}

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
