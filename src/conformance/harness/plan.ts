import type { Contract, Role } from '../../contract/types.js';
import type { FlowSettings } from '../../flow/settings.js';
import type { ProxyAddress } from '../../network/proxy.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { Credential } from '../scenario/expand.js';
import { askRun } from './ask-run.js';

/** What a worker needs to run its share, from the coordinator of the run. */
export interface RunPlan {
  readonly seed: number;
  /** Part of every serial number and the seed of every value; from the seed, and for a remote target from the time as well. */
  readonly nonce: string;
  readonly baseUrl: string;
  /** The target is the emulator that this run started for itself: nobody else uses it. */
  readonly embedded: boolean;
  readonly scenarios: readonly PlannedScenario[];
  /** The contracts of these scenarios. */
  readonly contracts: readonly Contract[];
  /** Contracted limit of the account `limited`; null when it is to be found out. */
  readonly concurrencyLimit: number | null;
  /** Why bursts must not be sent; empty when they may. */
  readonly burstsForbidden: string;
  /** Address that grants or refuses each request; empty without a budget. */
  readonly permitUrl: string;
  /** JSONL file that takes results and answers. */
  readonly recordsFile: string;
  /** Folders of photos with a manifest.json; the first that has a fitting photo gives it. */
  readonly imageFolders: readonly string[];
  /** Why photos cannot be judged; empty when they can. */
  readonly photosUnavailable: string;
  readonly returnUrl: string;
  readonly notifyUrl: string;
  /** Folder for Playwright's own report; empty for none. */
  readonly htmlFolder: string;
  /** Folder where Playwright puts what it needs while it runs. */
  readonly outputFolder: string;
  readonly workers: number;
  /** How many of them may run cases that need no browser. */
  readonly caseWorkers: number;
  readonly timeoutMs: number;
  /** How often a request is sent again where the contract says so. */
  readonly retries: number;
  /** Why there are no credentials for a role. */
  readonly missingRoles: Readonly<Partial<Record<Role, string>>>;
  /** The contract whose plain request each account was asked before the run. */
  readonly preflightContract: string;
  /** Accounts that the target refuses, with the reason: nothing of theirs can be decided. */
  readonly refusedRoles: Readonly<Partial<Record<Role, string>>>;
  readonly flow: FlowSettings;
}

/** Name of the environment variable with the address of the coordinator of the run, which gives plan and credentials; neither is ever written to disk. */
export const COORDINATOR_VARIABLE = 'FACEGATE_COORDINATOR';

/** The plan with the credentials, as the coordinator gives it. */
export interface PlanWithSecrets extends RunPlan {
  readonly credentials: Readonly<Partial<Record<Role, Credential>>>;
  /** What requests, the browser and plain fetches go through; a secret when it holds a user. */
  readonly proxy: ProxyAddress;
}

export interface LoadedPlan extends PlanWithSecrets {
  /** Where values that must not be written down are told and heard; empty: nowhere. */
  readonly coordinatorUrl: string;
}

/** The plan of the run this process belongs to. Throws when the runner was started by hand. */
export async function loadPlan(env: Readonly<Record<string, string | undefined>>): Promise<LoadedPlan> {
  const coordinatorUrl = env[COORDINATOR_VARIABLE];
  if (coordinatorUrl === undefined)
    throw new Error(`${COORDINATOR_VARIABLE} is not set: this runner is started by "facegate contract", not by hand`);
  const { text } = await askRun('the plan', coordinatorUrl);
  return { ...(JSON.parse(text) as PlanWithSecrets), coordinatorUrl };
}
