import { expect, it } from 'vitest';
import { repeatCommand } from './repeat.js';
import { aRun } from './sample.fixture.js';

it.each([
  [['contract', '--target', 'emulator'], 'npx facegate contract --target emulator'],
  [['contract', '--target', 'targets/my own.yaml'], "npx facegate contract --target 'targets/my own.yaml'"],
  [['contract', '--rule', 'biz_no.*'], "npx facegate contract --rule 'biz_no.*'"],
  [
    ['contract', '--rule', 'biz_no.required', '--rule', '!token.*'],
    "npx facegate contract --rule biz_no.required --rule '!token.*'",
  ],
  [['contract', '--grep', "x'; rm -rf ~"], "npx facegate contract --grep 'x'\\''; rm -rf ~'"],
])('repeats %j', (command, expected) => {
  expect(repeatCommand(aRun({ run: { command } }))).toBe(expected);
});
