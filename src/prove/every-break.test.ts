import { expect, test } from 'vitest';
import { contracts } from '../../contracts/index.js';
import { loadContracts } from '../conformance/sources/load-contracts.js';
import { nameOf } from '../emulator/breaks/break.js';
import { breaks } from '../emulator/breaks/list.js';
import { OF_EXPIRY } from '../flow/expectations.js';
import type { ContractResult } from '../records/types.js';
import { planTrials, type Trial } from './plan-trials.js';
import { listedSurvivors } from './prove-suite.js';
import { runTrial, sideBySide } from './run-trial.js';
import { openPlainTools } from './testing/plain-tools.js';

/** What only real photos show. */
const OF_REAL_PHOTOS = ['image_ref.format:by-prefix', 'multi_oriented_detection.rotates:partly'];
/** They mostly wait. */
const AT_ONCE = 24;

/** Bursts and expiry take their time, and what shows in one of fifty answers takes fifty: `facegate prove` tries those. */
const isQuick = ({ timed, besides, scenarios }: Trial) =>
  !timed &&
  besides.length === 0 &&
  !scenarios.some(({ scenario }) => scenario.kind === 'flow' && OF_EXPIRY.includes(scenario.see));

/** So that none comes near the time limit of a test, however busy the machine. */
const PARTS = 4;

const { scenarios } = await loadContracts({}, process.cwd());
const trials = planTrials(breaks, scenarios).filter(isQuick);

test('more than half of the rules have such a break', () => {
  const rules = new Set(trials.map(({ broken }) => broken.rule));
  expect(rules.size).toBeGreaterThan(contracts.flatMap((contract) => contract.rules).length / 2);
});

test.each(Array.from({ length: PARTS }, (_, part) => part))(
  'every break that is quick to try is noticed by a scenario of its own rule: part %i',
  async (part) => {
    const tools = await openPlainTools();
    const unnoticed: string[] = [];
    const own = trials.filter((_, index) => index % PARTS === part);
    await sideBySide(own, AT_ONCE, async ({ broken, scenarios: all }) => {
      const ofItsRule = all.filter(({ scenario }) => scenario.rule === broken.rule);
      const isNoticed = ({ rule, status }: ContractResult) => rule === broken.rule && status === 'failed';
      const job = { breaks: [nameOf(broken)], scenarios: ofItsRule, besides: [], inBrowser: false };
      if (!(await runTrial(job, tools)).some(isNoticed)) unnoticed.push(nameOf(broken));
    });
    const open = listedSurvivors.map((survivor) => survivor.break);
    expect(unnoticed.filter((name) => ![...open, ...OF_REAL_PHOTOS].includes(name))).toEqual([]);
  },
);
