import type { Page } from '@playwright/test';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';

/** The most that a page itself may have, and all that it loads together; unpacked bytes. */
export const LARGEST_DOCUMENT = 4_000_000;
export const MOST_LOADED = 200_000_000;

/** Watches how much a window loads. */
export interface PageBound {
  /** Why the window was closed; empty as long as it loads no more than it may. */
  exceeded(): string;
}

/** Closes a window as soon as its page loads more than any page needs, before the browser takes up the memory for it. */
export async function boundPage(page: Page, onClosed: (why: string) => void): Promise<PageBound> {
  const session = await page.context().newCDPSession(page);
  const loaded = createTally();
  let exceeded = '';
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Document') loaded.isDocument(requestId);
  });
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (exceeded !== '') return;
    exceeded = loaded.add(requestId, dataLength);
    if (exceeded === '') return;
    onClosed(exceeded);
    page.close().catch(() => undefined);
  });
  session.on('Network.loadingFinished', ({ requestId }) => loaded.forget(requestId));
  session.on('Network.loadingFailed', ({ requestId }) => loaded.forget(requestId));
  // The protocol's own copies of what was loaded are of no use here.
  await session.send('Network.enable', { maxTotalBufferSize: 1_000_000, maxResourceBufferSize: 1_000_000 });
  return { exceeded: () => exceeded };
}

/** Counts what is loaded, by the browser's ids of requests. */
export function createTally() {
  const documents = new Map<string, number>();
  let all = 0;
  return {
    isDocument(id: string): void {
      documents.set(id, 0);
    },
    forget(id: string): void {
      documents.delete(id);
    },
    /** Takes in bytes of a request; why that is too much, or nothing. */
    add(id: string, bytes: number): string {
      all += bytes;
      const document = documents.get(id);
      if (document !== undefined) documents.set(id, document + bytes);
      if (document !== undefined && document + bytes > LARGEST_DOCUMENT)
        return say('pageTooLarge', { count: LARGEST_DOCUMENT / 1e6 });
      return all > MOST_LOADED ? say('pageLoadedTooMuch', { count: MOST_LOADED / 1e6 }) : '';
    },
  };
}
