import { describe, expect, it } from 'vitest';
import { repeatWords } from './repeat-words.js';

const words = (options: object) => repeatWords(['gate'], options, 7).join(' ');

describe('the words that repeat a run', () => {
  it.each<[object, string]>([
    // options as the command line gives them                        words
    [{}, 'gate --seed 7'],
    [{ seed: 5 }, 'gate --seed 7'],
    [{ target: 'emulator', deviations: 'd.yaml' }, 'gate --target emulator --deviations d.yaml --seed 7'],
    [{ maxFailures: 3, rerunFailed: '20260101-1' }, 'gate --max-failures 3 --rerun-failed 20260101-1 --seed 7'],
    [{ rule: ['a', '!b'], skip: [] }, 'gate --rule a --rule !b --seed 7'],
    [{ saturate: true, photo: true }, 'gate --saturate --photo --seed 7'],
    [{ saturate: false, browserSandbox: true, browser: true }, 'gate --seed 7'],
    [{ browserSandbox: false, browser: false }, 'gate --no-browser-sandbox --no-browser --seed 7'],
    [{ out: 'x', report: ['ctrf'], lang: 'zh', history: 'h', against: 'a', live: true, repeat: 2 }, 'gate --seed 7'],
    [{ playwrightReport: true, proposeDeviations: true, max: undefined }, 'gate --seed 7'],
  ])('%j', (options, expected) => {
    expect(words(options)).toBe(expected);
  });
});
