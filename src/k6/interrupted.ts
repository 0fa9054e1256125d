/** Thrown into a script whose iteration is over: every call of the engine throws it from then on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
