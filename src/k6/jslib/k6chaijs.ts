import * as chai from 'chai';
import { config, expect, util } from 'chai';
import { check, group } from 'k6';

interface Settings {
  /** Whether the values that come stay out of the names of checks, so that there are few of them. */
  aggregateChecks: boolean;
  /** Whether a broken expectation is said on the console. */
  logFailures: boolean;
  /** Longest text of a value, and of a whole name. */
  truncateVariableThreshold: number;
  truncateMsgThreshold: number;
}

const settings = config as typeof config & Settings;
settings.aggregateChecks = true;
settings.logFailures = false;
settings.truncateVariableThreshold = 100;
settings.truncateMsgThreshold = 300;

type Told = string | (() => string);

/** Every expectation is a check of k6, named after itself; a broken one throws chai's AssertionError, which ends its `describe()`. */
function assert(
  this: Chai.Assertion,
  holds: unknown,
  positive: Told,
  negative: Told,
  expected: unknown,
  actual: unknown,
): void {
  const flag = (name: string): unknown => util.flag(this, name);
  const passes = Boolean(flag('negate')) !== Boolean(holds);
  const told = flag('negate') === true ? negative : positive;
  const anonymize = flag('anonymizeMsgFunction') as ((text: string) => string) | undefined;
  const template = String(typeof told === 'function' ? told() : (told ?? '')).replace('but ', '');
  const text = (anonymize === undefined ? template : anonymize(template)).replace(/#\{exp\}/g, () => shown(expected));
  const label = flag('message') as string | undefined;
  const name = settings.aggregateChecks
    ? text.replace(/#\{this\}/g, () => label ?? '${this}').replace(/#\{act\}/g, () => '${actual}')
    : (label === undefined ? '' : `${label}: `) + withValues(text, flag('object'), actual);
  check(null, { [cut(name, settings.truncateMsgThreshold)]: () => passes });
  if (passes) return;
  const message = cut(withValues(text, flag('object'), actual), settings.truncateMsgThreshold);
  if (settings.logFailures) console.warn(message);
  throw new chai.AssertionError(message, undefined, flag('ssfi') as never);
}

function withValues(text: string, object: unknown, actual: unknown): string {
  return text.replace(/#\{this\}/g, () => shown(object)).replace(/#\{act\}/g, () => shown(actual));
}

function shown(value: unknown): string {
  return cut(String(util.objDisplay(value as object)), settings.truncateVariableThreshold);
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

function anonymize(
  this: Chai.Assertion,
  how = (text: string) => text.replace(/#\{this\}/g, () => '<anonymized>'),
): void {
  util.flag(this, 'anonymizeMsgFunction', how);
}

/** `expect(response).to.have.validJsonBody()` */
function validJsonBody(this: Chai.Assertion): void {
  let holds = true;
  try {
    (util.flag(this, 'object') as { json(): unknown }).json();
  } catch {
    holds = false;
  }
  assert.call(this, holds, 'has valid json body', 'does not have a valid json body', null, null);
}

chai.use((_, { overwriteMethod, addMethod }) => {
  overwriteMethod(chai.Assertion.prototype, 'assert', () => assert as never);
  addMethod(chai.Assertion.prototype, 'anonymize', anonymize as never);
  addMethod(chai.Assertion.prototype, 'validJsonBody', validJsonBody as never);
});

/** A group whose first broken expectation ends it; an exception of another kind is a check that fails. Returns whether all held. */
export function describe(name: string, body: () => unknown): boolean {
  let holds = true;
  group(name, () => {
    try {
      body();
    } catch (error) {
      holds = false;
      if ((error as Error | null)?.name === 'AssertionError') return;
      console.error(`Exception raised in test "${name}". Failing the test and continuing. \n${String(error)}`);
      check(null, { [`Exception raised "${String(error)}"`]: () => false });
    }
  });
  return holds;
}

export { chai, expect };
export default chai;
