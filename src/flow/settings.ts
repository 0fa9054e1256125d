/** How a run walks the liveness flow. Part of the plan; holds no secret. */
export interface FlowSettings {
  /** Why no flow can be walked, with the cure; empty when it can. */
  readonly notRun: string;
  /** Program of the browser. */
  readonly browserPath: string;
  /** Show the browser's window. */
  readonly headed: boolean;
  /** A person sits before the camera: the real one is used, and time is given. */
  readonly person: boolean;
  /** Whether the browser runs in its sandbox; never for root, for whom Chromium has none. */
  readonly sandbox: boolean;
  /** Whether the target is this machine: then the browser may reach nothing else. */
  readonly loopback: boolean;
  /** Where callbacks arrive; null: on a free port of this machine. */
  readonly callbacks: { readonly host: string; readonly port: number; readonly publicUrl: string } | null;
  /** The same service with tokens of a short life, for `token.expiry`; empty when there is none. */
  readonly shortLifeUrl: string;
  /** A video that stands for the camera; empty: the browser's own test picture. */
  readonly cameraFile: string;
  /** Keys whose certificates the browser trusts besides those of known authorities: base64 of the SHA-256 of each. */
  readonly trustedKeys: readonly string[];
}

/** For a run without a scenario of the flow. */
export const noFlow: FlowSettings = {
  notRun: 'no scenario of this run walks the flow',
  browserPath: '',
  headed: false,
  person: false,
  sandbox: true,
  loopback: false,
  callbacks: null,
  shortLifeUrl: '',
  cameraFile: '',
  trustedKeys: [],
};
