import { expect, it } from 'vitest';
import { ANSWERS } from './answers.js';
import { CALLBACKS } from './callbacks.js';
import { CLIENT } from './client.js';
import { LIMIT } from './limit.js';
import { MACHINE } from './machine.js';
import { RUN } from './run.js';
import { WALKS } from './walks.js';
import { WIRE } from './wire.js';

it('no advice is a command that leaves out the target of the run, and so would test another', () => {
  const tables = [ANSWERS, CALLBACKS, CLIENT, LIMIT, MACHINE, RUN, WALKS, WIRE];
  const all = tables.flatMap((table) => Object.values<string>(table));
  const commands = all.filter((text) => /facegate (?:contract|gate|limit|load|drift|doctor|watch|export)\b/.test(text));
  expect(commands.filter((text) => !text.includes('--target'))).toEqual([]);
});
