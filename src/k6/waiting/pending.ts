/** Thrown when a script does anything but wait with what a blocking call left behind. */
export class NotWaitedFor extends Error {
  override readonly name = 'NotWaitedFor';
}

/**
 * What a blocking call returns until it has been waited for. Compiled code hands it back at once; to everything else it
 * throws, because it would go on without an answer. There is never more than one under way in a VU, so one object does.
 */
export function makePending(misused: () => never): object {
  const refuse = (): never => misused();
  return new Proxy(function pending() {}, {
    get: refuse,
    set: refuse,
    has: refuse,
    apply: refuse,
    construct: refuse,
    deleteProperty: refuse,
    ownKeys: refuse,
    defineProperty: refuse,
    getOwnPropertyDescriptor: refuse,
    getPrototypeOf: refuse,
    setPrototypeOf: refuse,
    isExtensible: refuse,
    preventExtensions: refuse,
  });
}

/** A promise of the script's own on its way through a function that is waited for, which would else take it apart. */
export class Box {
  constructor(readonly value: unknown) {}
}

export function boxed(value: unknown): unknown {
  return isThenable(value) ? new Box(value) : value;
}

export function unboxed(value: unknown): unknown {
  return value instanceof Box ? value.value : value;
}

export function isThenable(value: unknown): boolean {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as Partial<PromiseLike<unknown>>).then === 'function'
  );
}
