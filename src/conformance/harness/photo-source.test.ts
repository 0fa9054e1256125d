import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../run/package-root.js';
import { type ManifestEntry, openPhotos, readManifest } from './photo-source.js';

const ours = join(packageRoot, 'fixtures', 'images');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of photos of the user's own; each file holds its own name. */
function folderOf(...entries: (Partial<ManifestEntry> & { file: string })[]): string {
  const folder = emptyFolder();
  const manifest = entries.map((entry) => {
    writeFileSync(join(folder, entry.file), entry.file);
    const sha256 = createHash('sha256').update(entry.file).digest('hex');
    return { sha256, faces: 1, facesAfterRotation: 1, readable: true, purpose: 'mine', ...entry };
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const shown = (photo: ReturnType<ReturnType<typeof openPhotos>['photo']>) =>
  'missing' in photo ? photo.missing : photo.source;

describe("the project's photos", () => {
  it.each([
    ['one face', 'fixtures/images/one-face.jpg'],
    ['two faces', 'fixtures/images/two-faces.jpg'],
    ['landscape', 'fixtures/images/landscape.jpg'],
    ['turned by 270', 'fixtures/images/turned-270.jpg'],
    ['truncated', 'fixtures/images/truncated.jpg'],
    ['zero bytes', 'fixtures/images/zero-bytes.jpg'],
    ['one face, BMP', 'fixtures/images/one-face.bmp'],
  ] as const)('%s is %s, by its absolute path', (name, source) => {
    expect(shown(openPhotos([ours]).photo(name))).toBe(join(ours, basename(source)));
  });
});

describe("the user's own photos", () => {
  it.each([
    // how it is found      manifest entry                                                         photo asked for
    ['by its purpose', { file: 'a.jpg', purpose: 'one-face' }, 'one face'],
    ['by its file name', { file: 'two-faces.jpg', faces: 2 }, 'two faces'],
    ['by what it shows', { file: 'group.jpg', faces: 4 }, 'three faces'],
  ] as const)("take the place of the project's %s", (_how, entry, name) => {
    expect(shown(openPhotos([folderOf(entry), ours]).photo(name))).toMatch(new RegExp(`^/.*/${entry.file}$`));
  });

  it("leave the project's in place where none fits", () => {
    const photos = openPhotos([folderOf({ file: 'me.jpg' }), ours]);
    expect(shown(photos.photo('landscape'))).toBe(join(ours, 'landscape.jpg'));
    expect(shown(photos.photo('truncated'))).toBe(join(ours, 'truncated.jpg'));
  });

  it('are refused when a file is not what its manifest says', () => {
    expect(shown(openPhotos([folderOf({ file: 'me.jpg', sha256: '0'.repeat(64) })]).photo('one face'))).toContain(
      'its SHA-256 is',
    );
  });

  it('need a manifest that can be read', () => {
    const folder = emptyFolder();
    expect(() => readManifest(folder)).toThrow('not found');
    writeFileSync(join(folder, 'manifest.json'), '[1]');
    expect(() => readManifest(folder)).toThrow('expected an array of');
  });
});
