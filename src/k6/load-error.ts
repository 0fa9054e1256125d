import type { LoadExit } from './exit-codes.js';

/** Ends a load run: `message` names place, found, expected and cure; `exitCode` is what the process should end with. */
export class LoadError extends Error {
  override readonly name = 'LoadError';

  constructor(
    readonly exitCode: LoadExit,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
