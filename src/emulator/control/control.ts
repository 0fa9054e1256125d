import { suggest } from '../../contract/suggest.js';
import type { AppAnswer, AppRequest } from '../app-answer.js';
import type { TestEmulator } from '../double/test-emulator.js';
import type { App } from '../endpoints/app.js';
import { EmulatorOptionError } from '../option-error.js';
import { type ControlRefusal, refuseCaller } from './refuse-caller.js';

/** Below this path the emulator is told what to do; nothing there is of the vendor. */
const CONTROL_PATH = '/__facegate/';

type Operation = (emulator: TestEmulator, body: Readonly<Record<string, unknown>>) => unknown;

/** What can be asked, by method and path; `docs/emulator.openapi.yaml` describes it. */
export const operations: Readonly<Record<string, { readonly keys: readonly string[]; readonly run: Operation }>> = {
  'POST /__facegate/answers': {
    keys: ['answer', 'times', 'when', 'of'],
    run(emulator, { answer, times, ...rest }) {
      emulator.answerNext(answer as string, {
        ...rest,
        ...(times === undefined ? {} : { times: times === 'all' ? Number.POSITIVE_INFINITY : (times as number) }),
      });
      return {};
    },
  },
  'GET /__facegate/requests': { keys: [], run: ({ requests }) => ({ requests }) },
  'POST /__facegate/finish': {
    keys: ['token', 'outcome', 'changes', 'sign', 'spaced', 'only'],
    run(emulator, { token, only, ...how }) {
      if (typeof token !== 'string') throw new EmulatorOptionError('token', token, 'the token of an answer');
      if (only !== undefined && only !== 'notify')
        throw new EmulatorOptionError('only', only, '"notify", or nothing for both callbacks');
      return only === 'notify'
        ? emulator.notify(token, how).then((notify) => ({ notify }))
        : emulator.finish(token, how);
    },
  },
  'POST /__facegate/reset': {
    keys: [],
    run(emulator) {
      emulator.reset();
      return {};
    },
  },
};

/** Opens the control API on an app. Only programs on this machine reach it: see {@link refuseCaller}. */
export function controlled(emulator: () => TestEmulator): (app: App) => App {
  return (app) => ({
    ...app,
    async handle(request) {
      const path = request.target.split('?')[0]!;
      if (!path.startsWith(CONTROL_PATH)) return app.handle(request);
      const refused = refuseCaller(request, emulator().url);
      if (refused !== undefined) return answer(request, refused.status, { error: refused.error });
      return run(`${request.method} ${path}`, request, emulator());
    },
  });
}

async function run(name: string, request: AppRequest, emulator: TestEmulator): Promise<AppAnswer> {
  const operation = operations[name];
  if (operation === undefined) {
    const known = Object.keys(operations);
    return answer(request, 404, {
      error: `${name}: there is no such operation${suggest(name, known) || `; there are: ${known.join(', ')}`}`,
    });
  }
  try {
    const body = readBody(request, operation.keys);
    return answer(request, 200, (await operation.run(emulator, body)) as Record<string, unknown>);
  } catch (error) {
    if (error instanceof EmulatorOptionError) return answer(request, 400, { error: error.message });
    throw error;
  }
}

function readBody({ method, body }: AppRequest, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (method === 'GET' || (body.length === 0 && keys.length === 0)) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new EmulatorOptionError('body', body.toString('utf8').slice(0, 80), 'a JSON object');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new EmulatorOptionError('body', value, 'a JSON object');
  for (const key of Object.keys(value))
    if (!keys.includes(key))
      throw new EmulatorOptionError(
        'body',
        key,
        `the keys ${keys.join(', ') || 'of an empty object'}${suggest(key, keys)}`,
      );
  return value as Record<string, unknown>;
}

function answer(
  { startedMs }: AppRequest,
  status: number,
  fields: Readonly<Record<string, unknown>> | ControlRefusal,
): AppAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(fields),
    role: '',
    code: '',
    note: 'control',
    timeUsedMs: Math.floor(performance.now() - startedMs),
  };
}
