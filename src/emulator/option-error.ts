/** An option of the emulator that cannot be used: says which, what was found, what is expected, and the cure. */
export class EmulatorOptionError extends Error {
  readonly code = 'EMULATOR_OPTION';
  override readonly name = 'EmulatorOptionError';

  constructor(option: string, found: unknown, expected: string) {
    const seen = typeof found === 'object' ? JSON.stringify(found) : String(found);
    super(
      `emulator option "${option}": found ${seen}, expected ${expected}; change it or leave it out for the default`,
    );
  }
}
