import { describe, expect, it } from 'vitest';
import { findDetector } from './detector-files.js';
import { createFaceDetector } from './face-detector.js';

const grey = { data: new Uint8Array(64 * 64 * 3).fill(128), width: 64, height: 64 };

describe('createFaceDetector', () => {
  it('closes without ever having been started', async () => {
    await createFaceDetector().close();
  });

  it('rejects pictures that wait when it is closed, and every later one', async () => {
    const detector = createFaceDetector();
    const waiting = detector.scores(grey);
    const outcome = expect(waiting).rejects.toThrow('the face detector was closed');
    await detector.close();
    await outcome;
    await expect(detector.scores(grey)).rejects.toThrow('the face detector was closed');
  });

  it('reports a model that cannot be read, and starts anew at the next picture', async () => {
    let weights = '/nowhere/model.bin';
    const detector = createFaceDetector(() => {
      const found = findDetector();
      return found.available && weights ? { ...found, files: { ...found.files, weights } } : found;
    });
    await expect(detector.scores(grey)).rejects.toThrow(/the face detector failed: .*ENOENT.*model\.bin/);
    weights = '';
    expect(await detector.scores(grey)).toBeInstanceOf(Array);
    await detector.close();
  });
});
