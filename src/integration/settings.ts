import type { Expression } from './expression.js';

/** What a client file says, complete and checked. */
export interface ClientSettings {
  /** The file as messages name it, and its folder: where commands run. */
  readonly file: string;
  readonly folder: string;
  /** The shell command that starts the app; undefined: it runs already, or is begun by `drive` each time. */
  readonly start: string | undefined;
  /** What answers as soon as the app is ready. */
  readonly ready: string | undefined;
  readonly drive: Drive;
  readonly driveLine: number;
  readonly done: Done | undefined;
  /** Variables of the app's environment, with placeholders. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** Where the emulator listens; 0: anywhere. */
  readonly port: number;
  /** Whether it speaks TLS, too. */
  readonly tls: boolean;
}

/** How one check is begun. */
export type Drive = (
  | {
      readonly kind: 'http';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: DriveBody;
    }
  | { readonly kind: 'command'; readonly command: string }
) & {
  /** The path in the JSON answer where the address of the page stands; undefined: it is looked for. */
  readonly open: readonly (string | number)[] | undefined;
};

export type DriveBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'json'; readonly value: unknown };

/** How it is asked whether the app believes that a check passed. */
export type Done = (
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'command'; readonly command: string }
) & {
  readonly verified: Expression;
};

/** Within what the app has to come to an end. */
export interface Limits {
  readonly seconds: number;
  /** Requests to one API for one check. */
  readonly tries: number;
}
