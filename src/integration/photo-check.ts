import type { PhotoStatus } from '../emulator/photos/inspector.js';
import { sayOfMachine as say } from '../sayings/machine.js';

/** Whether photos of the client can be judged here, which is looked up when the first one comes. */
export interface PhotoCheck {
  /** A photo has come. */
  came(): void;
  /** Why none can be judged, with the cure; empty where they can, and as long as that is not known. */
  unjudged(): string;
  /** The same, as soon as it is known; empty where no photo came. */
  known(): Promise<string>;
}

export function photoCheck(statusOf: () => Promise<PhotoStatus> = statusHere): PhotoCheck {
  let why = '';
  let looking: Promise<string> | undefined;
  const look = async () => {
    const status = await statusOf();
    if (!status.available) why = say('photosUnjudged', { reason: status.reason, cure: status.cure });
    return why;
  };
  return {
    came() {
      looking ??= look();
    },
    unjudged: () => why,
    known: async () => (await looking) ?? '',
  };
}

async function statusHere(): Promise<PhotoStatus> {
  const { createPhotoInspector } = await import('../emulator/photos/inspector.js');
  const inspector = createPhotoInspector();
  try {
    return await inspector.status();
  } finally {
    await inspector.close();
  }
}
