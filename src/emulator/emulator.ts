// What `import { startEmulator } from 'facegate/emulator'` gives: the emulator as a test double for one's own tests.
import { isLoopbackHost } from '../network/loopback.js';
import { emulatorAccounts } from './accounts.js';
import { controlled } from './control/control.js';
import { answerQueue } from './double/answer-queue.js';
import { callList } from './double/call-list.js';
import { startDouble } from './double/double.js';
import { seenRequest } from './double/seen-requests.js';
import type { EndOptions, StartOptions, TestEmulator } from './double/test-emulator.js';
import { EmulatorOptionError } from './option-error.js';

export type { AnswerOptions } from './double/answer-queue.js';
export type { AnswerParts, AnswerSpec } from './double/answer-spec.js';
export type { Posted } from './double/post-form.js';
export type { CallKind } from './double/read-call.js';
export type { GivenAnswer, SeenPhoto, SeenRequest } from './double/seen-requests.js';
export type { TellOptions } from './double/telling.js';
export type { EndOptions, StartOptions, TestEmulator } from './double/test-emulator.js';
export type { Outcome } from './endpoints/liveness/status.js';
export type { EmulatorStats } from './server.js';
export { EmulatorOptionError };

/** Starts an emulator on a loopback port. Rejects with EmulatorOptionError for options that cannot be used. */
export async function startEmulator(options: StartOptions = {}): Promise<TestEmulator> {
  const { control = false, ...rest } = options;
  if (control && rest.host !== '::1' && !isLoopbackHost(rest.host ?? '127.0.0.1'))
    throw new EmulatorOptionError('host', rest.host, 'an address of loopback, as the control API is open');
  const queue = answerQueue();
  const calls = callList();
  let started: TestEmulator | undefined;
  const double = await startDouble(
    rest,
    {
      choose(call) {
        calls.came(call);
        return queue.take(call);
      },
      answered: calls.answered,
    },
    control ? controlled(() => started!) : undefined,
  );
  const outcomeOf = (token: string) => {
    const { account } = double.check(token).grant;
    return rest.outcomes?.[account.role] ?? rest.outcome ?? 'pass';
  };
  const end = (token: string, { outcome, changes }: EndOptions) =>
    double.end(token, outcome ?? outcomeOf(token), changes);
  const close = () => double.close();
  started = {
    url: double.url,
    accounts: emulatorAccounts,
    answerNext: queue.add,
    get requests() {
      return calls.list().map(({ call, answer }) => seenRequest(call, answer, double.faces));
    },
    async notify(token, how = {}) {
      end(token, how);
      return double.post(token, 'notify', how);
    },
    async finish(token, how = {}) {
      end(token, how);
      return { notify: await double.post(token, 'notify', how), return: await double.post(token, 'return', how) };
    },
    reset() {
      queue.clear();
      calls.clear();
    },
    stats: double.stats,
    close,
    [Symbol.asyncDispose]: close,
  };
  return started;
}
