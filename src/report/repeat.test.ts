import { expect, it } from 'vitest';
import { repeatCommand } from './repeat.js';
import { aRun } from './sample.fixture.js';

it.each([
  ['emulator', 'facegate contract --target emulator --seed 318204'],
  ['targets/my own.yaml', "facegate contract --target 'targets/my own.yaml' --seed 318204"],
  ["x'; rm -rf ~", "facegate contract --target 'x'\\''; rm -rf ~' --seed 318204"],
])('repeats a run against %s', (name, expected) => {
  expect(repeatCommand(aRun({ run: { target: { name, url: 'http://127.0.0.1' } } }))).toBe(expected);
});
