import { EXIT, type ExitCode } from './exit-codes.js';

/**
 * A failure that the program foresaw. Its message names place, found, expected and cure, holds no secret, and is printed
 * without a stack; anything else that is thrown is a defect of the program.
 */
export abstract class FacegateError extends Error {
  /** A literal that tells the kinds apart. */
  abstract readonly code: string;
  /** How the process ends when nothing handles the error. */
  abstract readonly exitCode: ExitCode;
}

/** The command line is wrong. */
export class UsageError extends FacegateError {
  override readonly name = 'UsageError';
  override readonly code = 'USAGE';
  override readonly exitCode = EXIT.usage;
}

/** A file or an environment variable that the run rests on is wrong; one line for each problem. */
export class ConfigError extends FacegateError {
  override readonly name = 'ConfigError';
  override readonly code = 'CONFIG';
  override readonly exitCode = EXIT.usage;
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/** Nothing that speaks the API answers at the target. */
export class UnreachableError extends FacegateError {
  override readonly name = 'UnreachableError';
  override readonly code = 'UNREACHABLE';
  override readonly exitCode = EXIT.unreachable;
}

/** This machine lacks what a run needs. */
export class MachineError extends FacegateError {
  override readonly name = 'MachineError';
  override readonly code = 'MACHINE';
  override readonly exitCode = EXIT.machine;
}

/** The user stopped the run. */
export class InterruptedError extends FacegateError {
  override readonly name = 'InterruptedError';
  override readonly code = 'INTERRUPTED';
  override readonly exitCode = EXIT.interrupted;
}
