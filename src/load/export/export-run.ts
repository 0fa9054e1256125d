import { join, relative, resolve } from 'node:path';
import { LoadError } from '../../k6/load-error.js';
import { proxySecrets, proxyVariables } from '../../network/proxy.js';
import { writeFileAtomic } from '../../output/atomic-file.js';
import { ConfigError, UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { packageRoot } from '../../run/package-root.js';
import type { Environment } from '../../run/target/expand-env.js';
import { EMBEDDED_TARGET, loadTarget } from '../../run/target/load-target.js';
import { guardSecrets } from '../../run/target/secrets.js';
import type { Target } from '../../run/target/types.js';
import { openConsole } from '../../run/terminal.js';
import { remainingOf } from '../budget.js';
import { faultLines } from '../fault-lines.js';
import { scriptOptionsIn } from '../k6-options.js';
import type { LimitOptions } from '../limit/limit-options.js';
import { readPhoto } from '../photo.js';
import { prepareJob } from '../prepare-job.js';
import { type LoadScript, sourceOf } from '../scripts.js';
import { exportK8s } from './export-k8s.js';

/** A script that is to run on Kubernetes instead of here. */
export interface ExportRequest {
  readonly script: LoadScript;
  readonly target: string;
  readonly parallelism: number;
  /** A folder; undefined prints the manifests. */
  readonly out: string | undefined;
  readonly k6Options: readonly string[];
  readonly optionsFor: (target: Target) => LimitOptions;
  readonly env: Environment;
  /** The environment of this process, which its children inherit: secrets are taken out of it. */
  readonly ownEnv: NodeJS.ProcessEnv;
  readonly cwd: string;
}

const SECRET = 'facegate-account';
const IMAGE = 'grafana/k6:2.2.0';

/** Writes the manifests of a script, the budget of its target kept; runs nothing. */
export async function exportRun(request: ExportRequest): Promise<ExitCode> {
  const { script, out, cwd, parallelism, k6Options } = request;
  if (request.target === EMBEDDED_TARGET)
    throw new UsageError('--export k8s: the embedded emulator is not to be reached from a cluster; give --target');
  const target = loadTarget(request.target, {
    env: request.env,
    cwd,
    projectTargetsDir: join(packageRoot, 'targets'),
    emulator: undefined,
  });
  if (target.loopback)
    throw new UsageError(
      `--export k8s: ${target.url} is this machine, and each pod would send to itself; give a target that the cluster reaches`,
    );
  if (proxySecrets(target.proxy).length > 0)
    throw new UsageError(
      '--export k8s: "proxy" of the target file holds a user, who may not stand in a manifest; give a target file whose proxy has none',
    );
  const redactor = guardSecrets(target, request.ownEnv);
  const console = openConsole(redactor);
  const env = podEnvironment(request, target);
  const photo = photoOf(request);
  const args = await argumentsWithin(request, target, env);
  const path = out === undefined ? undefined : join(resolve(cwd, out), `${script.name}.yaml`);
  const exported = exportK8s({
    file: path === undefined ? undefined : relative(cwd, path),
    name: `facegate-${script.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    script: script.name,
    bundle: await bundleOf(script),
    photo,
    parallelism,
    env,
    secretName: SECRET,
    image: IMAGE,
    k6Arguments: [...k6Options, ...args],
  });
  if (exported.kind === 'problems') throw new UsageError(exported.problems.join('\n'));
  if (redactor.redact(exported.yaml) !== exported.yaml) {
    throw new UsageError(
      `--export k8s: the key or the secret of the account stands in an option or in the script itself; take it out: the pods have both in __ENV, from the Secret ${SECRET}`,
    );
  }
  if (path === undefined) console.block(exported.yaml.trimEnd());
  else {
    writeFileAtomic(path, exported.yaml, redactor);
    console.line(['written: ', { text: relative(cwd, path), style: 'cyan' }]);
  }
  for (const note of exported.notes) console.error(note);
  return EXIT.passed;
}

function podEnvironment({ script, env, optionsFor }: ExportRequest, target: Target): Record<string, string> {
  const decided = optionsFor(target);
  if (decided.kind === 'refused') throw new UsageError(decided.why);
  const own = scriptOptionsIn(env, sourceOf(script)).filter(([name]) => name !== 'FACEGATE_PHOTO');
  return {
    ...Object.fromEntries(own),
    FACEGATE_URL: target.url,
    ...(target.allowHttp ? { FACEGATE_ALLOW_HTTP: '1' } : {}),
    ...proxyVariables(target.proxy),
    ...decided.options,
  };
}

/** What the budget adds to k6's options; the pods share the load, so that the whole is what one machine would send. */
async function argumentsWithin(
  { script, k6Options, parallelism, cwd }: ExportRequest,
  target: Target,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const prepared = await prepareJob({
    script,
    kind: script.kind,
    engine: { kind: 'k6', version: '', path: '' },
    target,
    env,
    args: k6Options,
    remaining: remainingOf(target.budget, 0),
    sla: undefined,
    cwd,
  });
  if (prepared.kind === 'over-budget') throw new UsageError(prepared.why);
  const { plan, args } = prepared.plan;
  if (plan !== undefined && parallelism > plan.fewestUsers) {
    throw new UsageError(
      `--parallelism ${parallelism}: ${script.shown} has ${plan.fewestUsers} virtual ${plan.fewestUsers === 1 ? 'user' : 'users'}, and each pod needs one; give ${plan.fewestUsers} at most, or more users (FACEGATE_VUS)`,
    );
  }
  return args.slice(k6Options.length);
}

function photoOf({ env, cwd }: ExportRequest): Uint8Array | undefined {
  const path = env.FACEGATE_PHOTO;
  if (path === undefined || path === '') return undefined;
  return readPhoto(path, cwd);
}

async function bundleOf({ path, kind, vendored }: LoadScript): Promise<string> {
  try {
    const { bundleScript } = await import('../../k6/bundle.js');
    return (await bundleScript(path, vendored)).code;
  } catch (error) {
    if (error instanceof LoadError) throw new ConfigError(faultLines(error.message, kind), { cause: error });
    throw error;
  }
}
