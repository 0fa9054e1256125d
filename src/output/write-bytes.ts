/** Writes bytes as they are; resolves when they are handed on, also to a reader that has gone. */
export function writeBytes(stream: NodeJS.WritableStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.write(bytes, () => resolve());
  });
}
