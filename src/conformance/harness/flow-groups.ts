import { OF_EXPIRY, WITHOUT_CAMERA } from '../../flow/expectations.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { FlowScenario, RequestForm, ResultScenario } from '../scenario/types.js';

/** A scenario that needs the flow. */
export type FlowCase = PlannedScenario & { readonly scenario: FlowScenario | ResultScenario };

/**
 * Scenarios that one walk through the flow shows, together: those that send the same request and open the page in the same
 * way. Those that try a token more than once, or at a certain time, each walk alone; and as a service may give a result away
 * only once, each way to ask for one that is to be answered has a check of its own. In a group, what is refused comes first.
 */
export function groupFlows(planned: readonly PlannedScenario[]): FlowCase[][] {
  const groups = new Map<string, FlowCase[]>();
  for (const one of planned) {
    const { scenario } = one;
    if (scenario.kind !== 'flow' && scenario.kind !== 'result') continue;
    const key = keyOf(one.id, scenario);
    groups.set(key, [...(groups.get(key) ?? []), one as FlowCase]);
  }
  return [...groups.values()].map((group) => [...group].sort((a, b) => rankOf(a) - rankOf(b)));
}

/** The request that begins a scenario's flow. */
export function beginningForm(scenario: FlowScenario | ResultScenario): RequestForm {
  return scenario.kind === 'flow' ? scenario : (scenario.flow ?? {});
}

/** Whether the page is opened in a browser that has a camera. */
export function hasCamera(scenario: FlowScenario | ResultScenario): boolean {
  return scenario.kind !== 'flow' || (scenario.camera !== false && !WITHOUT_CAMERA.includes(scenario.see));
}

/** Whether a walk waits for its token to expire. */
export function waitsForExpiry([first]: readonly FlowCase[]): boolean {
  return first?.scenario.kind === 'flow' && OF_EXPIRY.includes(first.scenario.see);
}

function keyOf(id: string, scenario: FlowScenario | ResultScenario): string {
  if (scenario.kind === 'flow' && scenario.see.startsWith('token ')) return id;
  const { base, as, with: given, without, extra, form } = beginningForm(scenario);
  const opened = [hasCamera(scenario), base, as, sorted(given), [...(without ?? [])].sort(), sorted(extra), form];
  return JSON.stringify([...opened, wayOfAsking(scenario)]);
}

/** What a request asks for a result beside the check itself, where an answer is to come; else nothing. */
function wayOfAsking(scenario: FlowScenario | ResultScenario): string {
  if (scenario.kind === 'flow' || isRefused(scenario) || scenario.again) return '';
  const { as, with: given = {}, without, extra, method, path } = scenario;
  const more = Object.entries(given).filter(([, value]) => typeof value !== 'object' || !('fromCallback' in value));
  const sent = { ...Object.fromEntries(more), ...extra };
  return Object.keys(sent).length === 0 && !as && !without && !method && !path
    ? ''
    : JSON.stringify([as, sorted(sent), without, method, path]);
}

function isRefused({ expect }: ResultScenario): boolean {
  return expect !== 'observe' && [expect].flat().every((text) => !text.startsWith('2'));
}

/** Refused requests, then what looks at the flow or the result, then what asks once more. */
function rankOf({ scenario }: FlowCase): number {
  if (scenario.kind === 'flow') return 1;
  return scenario.again ? 2 : isRefused(scenario) ? 0 : 1;
}

function sorted(values: object | undefined): unknown {
  return Object.entries(values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
