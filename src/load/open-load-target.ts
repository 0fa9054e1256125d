import { join } from 'node:path';
import { emulatorAccounts } from '../emulator/accounts.js';
import { ConfigError } from '../run/errors.js';
import { EXIT } from '../run/exit-codes.js';
import { packageRoot } from '../run/package-root.js';
import type { Environment } from '../run/target/expand-env.js';
import { EMBEDDED_TARGET, loadTarget } from '../run/target/load-target.js';
import type { Target } from '../run/target/types.js';
import type { Finding } from '../run/verdict.js';
import { say } from '../sayings/run.js';
import { startEmulatorProcess } from './emulator-process.js';

/** A target that load can be sent to. */
export interface OpenLoadTarget {
  readonly target: Target;
  /** What became of the embedded emulator in the middle of a run; undefined as long as it lives, and for any other target. */
  broken(): Finding | undefined;
  close(): Promise<void>;
}

/** The concurrency limit of the embedded emulator's account `limited`. */
const EMBEDDED_LIMIT = 5;
/** Long enough that requests at once overlap on a busy machine, short enough for a quick search. */
const LIMITED_HOLD_MS = 60;

/** Loads a target; `emulator` is started in a process of its own. Throws `ConfigError` for a wrong target file. */
export async function openLoadTarget(
  nameOrFile: string,
  { env, cwd, photos }: { readonly env: Environment; readonly cwd: string; readonly photos: boolean },
): Promise<OpenLoadTarget> {
  const common = { env, cwd, projectTargetsDir: join(packageRoot, 'targets') };
  if (nameOrFile !== EMBEDDED_TARGET) {
    return {
      target: loadTarget(nameOrFile, { ...common, emulator: undefined }),
      broken: () => undefined,
      close: async () => undefined,
    };
  }
  const emulator = await startEmulatorProcess({
    concurrencyLimit: EMBEDDED_LIMIT,
    limitedHoldMs: LIMITED_HOLD_MS,
    photos,
  });
  if (emulator.photosUnavailable !== '') {
    await emulator.close();
    throw new ConfigError([`--photo: the emulator cannot judge photos: ${emulator.photosUnavailable}`]);
  }
  const embedded = { url: emulator.url, accounts: emulatorAccounts, concurrencyLimit: EMBEDDED_LIMIT };
  return {
    target: loadTarget(nameOrFile, { ...common, emulator: embedded }),
    broken() {
      const how = emulator.ended();
      if (how === '') return undefined;
      return { code: EXIT.machine, text: say('emulatorEnded', { how }) };
    },
    close: emulator.close,
  };
}
