import { join } from 'node:path';
import type { Role } from '../contract/types.js';
import { emulatorAccounts } from '../emulator/accounts.js';
import { createPhotoInspector } from '../emulator/photos/inspector.js';
import { startEmulator } from '../emulator/server.js';
import { packageRoot } from '../run/package-root.js';
import { EMBEDDED_TARGET, loadTarget, targetFile } from '../run/target/load-target.js';
import { type NeedOfSecret, ROLES, type Target } from '../run/target/types.js';
import type { Credential } from './scenario/expand.js';

/** A target that can be talked to, and what the run must know about it. */
export interface OpenTarget {
  readonly target: Target;
  /** Path of its file; undefined for a target without one. */
  readonly targetFile: string | undefined;
  readonly credentials: Readonly<Partial<Record<Role, Credential>>>;
  readonly missingRoles: Readonly<Partial<Record<Role, string>>>;
  /** Why photos cannot be judged there; empty when they can. */
  readonly photosUnavailable: string;
  /** The same service with tokens of a short life; empty when there is none. */
  readonly shortLifeUrl: string;
  close(): Promise<void>;
}

/** The concurrency limit of the embedded emulator's account `limited`. */
const EMBEDDED_LIMIT = 5;
/** Life of the tokens of the second emulator: long enough to walk the flow late in it, short enough to wait for its end. */
const SHORT_LIFE_SECONDS = 12;

/** Loads a target; `emulator` is started here, on loopback, with a page for a person where somebody watches. Throws `ConfigError` for a wrong target file. */
export async function openTarget(
  nameOrFile: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
  secret: NeedOfSecret,
  watched = false,
): Promise<OpenTarget> {
  const common = { env, cwd, projectTargetsDir: join(packageRoot, 'targets') };
  if (nameOrFile !== EMBEDDED_TARGET) {
    const target = loadTarget(nameOrFile, { ...common, emulator: undefined }, secret);
    const file = targetFile(nameOrFile, common);
    return {
      target,
      targetFile: file,
      ...rolesOf(target),
      photosUnavailable: '',
      shortLifeUrl: '',
      close: async () => undefined,
    };
  }
  const photos = createPhotoInspector();
  const ours = { photos, pageUnwatched: !watched };
  const emulator = await startEmulator({ ...ours, concurrencyLimit: EMBEDDED_LIMIT });
  const shortLived = await startEmulator({ ...ours, tokenLifeSeconds: SHORT_LIFE_SECONDS });
  const embedded = { url: emulator.url, accounts: emulatorAccounts, concurrencyLimit: EMBEDDED_LIMIT };
  const target = loadTarget(nameOrFile, { ...common, emulator: embedded });
  const judged = await photos.status();
  return {
    target,
    targetFile: undefined,
    ...rolesOf(target),
    photosUnavailable: judged.available ? '' : `${judged.reason}; ${judged.cure}`,
    shortLifeUrl: shortLived.url,
    close: async () => {
      await shortLived.close();
      await emulator.close();
      await photos.close();
    },
  };
}

function rolesOf({ credentials }: Target): Pick<OpenTarget, 'credentials' | 'missingRoles'> {
  const found: Partial<Record<Role, Credential>> = {};
  const missing: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const pair = credentials[role];
    if ('missing' in pair) missing[role] = pair.missing;
    else found[role] = pair;
  }
  return { credentials: found, missingRoles: missing };
}
