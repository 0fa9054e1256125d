import { expect, it } from 'vitest';
import { createConsole } from '../../output/console.js';
import { createRedactor } from '../../output/redactor.js';
import { doctorCommand } from '../commands/doctor.js';
import { systemDoctor } from './system.js';

it('this very machine can be asked', async () => {
  let printed = '';
  const stream = { write: (text: string) => (printed += text) };
  const redactor = createRedactor([]);
  const console = createConsole({
    stdout: stream,
    stderr: stream,
    redactor,
    isTTY: false,
    colour: false,
    statusEveryMs: 0,
    now: () => 0,
  });
  const deps = systemDoctor({ console, redactor, env: { PATH: '' }, cwd: '/', projectTargetsDir: '/none' });
  expect(await doctorCommand({ target: 'emulator' }, deps)).toBe(0);
  expect(printed.split('\n')[0]).toBe(`ok       node         ${process.versions.node}`);
  expect(printed).toMatch(/^missing {2}k6 /m);
  expect(await deps.photoStatus()).toEqual({ available: true });
  await expect(deps.runProgram(process.execPath, ['--version'])).resolves.toBe(`${process.version}\n`);
  expect(() => deps.loadTarget('gone')).toThrow(/there is no such target/);
});
