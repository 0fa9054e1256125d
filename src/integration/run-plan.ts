import type { ClientRuleId } from '../../contracts/client/client.js';
import { sayOfClient as say } from '../sayings/client.js';
import { addressesIn } from './find-page.js';
import { type Ending, type JudgeSettings, judge, judgeForm, lacks, ruleOf } from './judge.js';
import { judgeRun, type WholeRun, wholeRunRules } from './judge-run.js';
import { NO_PILOT, type Observation, type Pilot } from './observation.js';
import type { Row } from './rows.js';
import { firstRows, otherRows } from './rows.js';
import type { RowParts } from './run-row.js';

/** How a rule ended in a row, with what was seen; a row of all checks together has no observation of its own. */
export interface RowEnding extends Ending {
  readonly rule: ClientRuleId;
  /** Undefined: all checks of the run together. */
  readonly row: Row | undefined;
  readonly seen: Observation | undefined;
}

/** What a plan is carried out with. */
export interface PlanParts {
  readonly judging: JudgeSettings;
  readonly wants: (rule: ClientRuleId) => boolean;
  /** Begins and ends one check. */
  readonly run: (row: Row, pilot: Pilot, onRequest: RowParts['onRequest']) => Promise<Observation>;
  /** Whether requests tell so far which check they belong to. */
  readonly tellsByUnique: () => boolean;
  /** Starts the app anew where it has ended; gives why it could not be. */
  readonly revive: () => Promise<string>;
  readonly stopped: () => boolean;
  readonly wholeRun: (shown: readonly string[]) => WholeRun;
  readonly progress: (done: number, total: number, name: string) => void;
}

/** Rows side by side where each request tells which check it belongs to. */
const SIDE_BY_SIDE = 8;

/** Carries the plan out: first what everything rests on, then the rest side by side, then what failed once more, alone. */
export async function runPlan(parts: PlanParts): Promise<readonly RowEnding[]> {
  const { judging, wants } = parts;
  const seen = new Map<Row, Observation>();
  let pilot: Pilot = NO_PILOT;
  let broken = '';
  const endings = new Map<string, RowEnding>();
  const put = (row: Row, rule: ClientRuleId, ending: Ending) =>
    endings.set(`${row.id} ${rule}`, {
      ...ending,
      rule,
      row,
      seen: ending.status === 'not-run' && ending.undecided !== true ? undefined : seen.get(row),
    });
  const judgeRow = (row: Row) => {
    const observation = seen.get(row)!;
    for (const rule of row.rules) {
      const lack = lacks(row, rule, judging, pilot);
      put(row, rule, lack === undefined ? judge(row, rule, observation, judging) : { status: 'not-run', actual: lack });
    }
  };
  const failedIn = (row: Row) => row.rules.some((rule) => endings.get(`${row.id} ${rule}`)?.status === 'failed');
  const due = (row: Row) => row.rules.some((rule) => wants(rule) && lacks(row, rule, judging, pilot) === undefined);
  const total = [...firstRows, ...otherRows].filter((row) => row.rules.some(wants)).length;
  let done = 0;
  const once = async (row: Row, onRequest: () => void = () => undefined) => {
    if (parts.stopped() || broken !== '') return;
    const observation = await parts.run(row, pilot, onRequest);
    // What an interrupted check left undone is no fault of the client.
    if (parts.stopped()) return;
    seen.set(row, observation);
    done += 1;
    parts.progress(Math.min(done, total), total, row.name);
    judgeRow(row);
  };
  const alone = async (row: Row) => {
    broken = await parts.revive();
    await once(row);
  };

  const [plain, spaced, ...rest] = firstRows as [Row, Row, ...Row[]];
  await alone(plain);
  pilot = pilotOf(seen.get(plain), parts.tellsByUnique());
  if (failedIn(plain)) {
    await alone(plain);
    pilot = pilotOf(seen.get(plain), parts.tellsByUnique());
  }
  const token = endings.get(`${plain.id} client.token`);
  if (token?.status === 'passed') {
    const unbelieved = judging.hasDone && endings.get(`${plain.id} client.verified`)?.status !== 'passed';
    if (judging.hasDone && (wants('client.signature.bytes') || unbelieved)) {
      await alone(spaced);
      if (failedIn(spaced)) await alone(spaced);
      if (unbelieved && endings.get(`${spaced.id} client.signature.bytes`)?.status === 'passed') {
        // It believes JSON that is set as its own writer sets it, and no other: that is a fault of the signature alone.
        put(plain, 'client.callback.form', judgeForm(seen.get(spaced)!.posted));
        put(plain, 'client.verified', { status: 'passed', actual: say('spacedVerified') });
        put(spaced, 'client.signature.bytes', {
          status: 'failed',
          actual: say('spacedOnly'),
        });
        pilot = { ...pilot, spaced: true };
      } else if (unbelieved) put(spaced, 'client.signature.bytes', { status: 'not-run', actual: say('plainNeither') });
    }
    for (const row of rest) if (due(row)) await alone(row);
    for (const row of rest) if (seen.has(row) && failedIn(row)) await alone(row);
    const others = otherRows.filter(due);
    if (pilot.sideBySide && parts.tellsByUnique()) {
      await sideBySide(others, SIDE_BY_SIDE, async (row) => {
        broken = await parts.revive();
        await once(row);
      });
    } else await oneAfterAnother(others, once, parts);
    // What failed beside others is judged by how it ends alone; so is what another row's end of the app has torn down.
    // Of a rule that one check has shown to be broken alone the others need not be repeated.
    const confirmed = new Set<ClientRuleId>();
    const isNews = (row: Row) =>
      !seen.has(row) ||
      row.rules.some(
        (rule) =>
          endings.get(`${row.id} ${rule}`)?.status === 'failed' &&
          ![rule, ...ruleOf(rule).needs].some((one) => confirmed.has(one as ClientRuleId)),
      );
    for (const row of [...others].sort((a, b) => firstNeeded(a) - firstNeeded(b))) {
      if (!isNews(row)) continue;
      await alone(row);
      for (const rule of row.rules) {
        if (endings.get(`${row.id} ${rule}`)?.status !== 'failed') continue;
        if (parts.stopped()) endings.delete(`${row.id} ${rule}`);
        else confirmed.add(rule);
      }
    }
  }

  for (const row of [...firstRows, ...otherRows])
    for (const rule of row.rules)
      if (!endings.has(`${row.id} ${rule}`)) {
        const lack = lacks(row, rule, judging, token?.status === 'passed' ? pilot : undefined);
        const undecided = {
          status: 'not-run',
          actual: broken || say('stoppedBefore'),
          undecided: true,
        } as const;
        const noToken = { status: 'not-run', actual: say('plainGotNone') } as const;
        put(
          row,
          rule,
          lack !== undefined
            ? { status: 'not-run', actual: lack }
            : broken === '' && !parts.stopped() && token?.status !== 'passed'
              ? noToken
              : undecided,
        );
      }
  const shown = [...seen.values()].flatMap(({ drive, posted }) => [
    ...addressesIn({ headers: {}, body: drive.excerpt }),
    ...posted.flatMap(({ location }) => (location === '' ? [] : [location])),
  ]);
  const whole = parts.wholeRun(shown);
  const together = wholeRunRules.map(
    (rule): RowEnding => ({ ...judgeRun(rule, whole), rule, row: undefined, seen: undefined }),
  );
  return withoutFollowers(
    [...endings.values(), ...together].filter(({ rule }) => wants(rule)),
    [...endings.values(), ...together],
  );
}

/** A rule is not judged where one is broken that it needs: the same fault is told once. */
export function withoutFollowers(endings: readonly RowEnding[], all: readonly RowEnding[]): RowEnding[] {
  const broken = new Set(all.filter(({ status }) => status === 'failed').map(({ rule }) => rule));
  return endings.map((ending) => {
    const cause = ruleOf(ending.rule).needs.find((rule) => broken.has(rule as ClientRuleId));
    if (cause === undefined || ending.row === undefined) return ending;
    return { ...ending, status: 'not-run', actual: say('restsOn', { field: cause }) };
  });
}

/** What the first check told. */
function pilotOf(seen: Observation | undefined, tellsByUnique: boolean): Pilot {
  if (seen === undefined) return NO_PILOT;
  const asked = seen.calls.find(({ call }) => call.kind === 'get-token')?.call;
  return {
    sideBySide: tellsByUnique,
    pageShown: seen.page.kind === 'page',
    comparisonType: asked?.fields.comparison_type ?? '',
    asksResult: seen.calls.some(({ call }) => call.kind === 'get-result'),
    verifiedAfterMs: seen.verified?.end === true ? seen.verified.afterMs : 0,
    spaced: false,
  };
}

/** Rules that others rest on come first, and then what is quick. */
function firstNeeded({ rules, seconds }: Row): number {
  return Math.min(...rules.map((rule) => ruleOf(rule).needs.length)) * 100 + seconds;
}

async function sideBySide(rows: readonly Row[], most: number, run: (row: Row) => Promise<void>): Promise<void> {
  const waiting = [...rows];
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) await run(row);
    }),
  );
}

/** One check begins when the request of the one before has come and been answered with a token; what then takes long goes on beside. */
async function oneAfterAnother(
  rows: readonly Row[],
  run: (row: Row, onRequest: () => void) => Promise<void>,
  { revive }: PlanParts,
): Promise<void> {
  const beside: Promise<void>[] = [];
  for (const row of rows) {
    await revive();
    const long = row.walk !== undefined && row.seconds > 0;
    await new Promise<void>((goOn) => {
      const running = run(row, long ? goOn : () => undefined);
      beside.push(running);
      running.then(goOn, goOn);
    });
  }
  await Promise.all(beside);
}
