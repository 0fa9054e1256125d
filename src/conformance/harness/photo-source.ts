import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { PhotoName } from '../../contract/types.js';
import type { Photo } from '../scenario/expand.js';

/** One line of a folder's manifest.json. */
export interface ManifestEntry {
  readonly file: string;
  readonly sha256: string;
  readonly faces: number;
  readonly facesAfterRotation: number;
  readonly readable: boolean;
  readonly purpose: string;
}

/** How a photo is found: by its purpose or its file name, and what it must show in any case. */
interface Slot {
  readonly purpose: string;
  readonly file: string;
  readonly fits: (entry: ManifestEntry) => boolean;
}

const oneFace = ({ readable, faces }: ManifestEntry) => readable && faces === 1;
const noFace = ({ readable, facesAfterRotation }: ManifestEntry) => readable && facesAfterRotation === 0;
const turned = ({ readable, faces, facesAfterRotation }: ManifestEntry) =>
  readable && faces === 0 && facesAfterRotation === 1;
const unreadable = ({ readable }: ManifestEntry) => !readable;
const any = () => true;

const SLOTS: Readonly<Record<PhotoName, Slot>> = {
  'one face': { purpose: 'one-face', file: 'one-face.jpg', fits: (entry) => oneFace(entry) && isJpeg(entry) },
  'second person': {
    purpose: 'one-face-second',
    file: 'one-face-2.jpg',
    fits: (entry) => oneFace(entry) && isJpeg(entry),
  },
  'third person': {
    purpose: 'one-face-third',
    file: 'one-face-3.jpg',
    fits: (entry) => oneFace(entry) && isJpeg(entry),
  },
  'two faces': { purpose: 'two-faces', file: 'two-faces.jpg', fits: ({ readable, faces }) => readable && faces === 2 },
  'three faces': {
    purpose: 'three-faces',
    file: 'three-faces.jpg',
    fits: ({ readable, faces }) => readable && faces >= 2,
  },
  landscape: { purpose: 'no-face-landscape', file: 'landscape.jpg', fits: noFace },
  'plain ground': { purpose: 'no-face-plain', file: 'plain.jpg', fits: noFace },
  'turned by 90': { purpose: 'turned-90', file: 'turned-90.jpg', fits: turned },
  'turned by 180': {
    purpose: 'turned-180',
    file: 'turned-180.jpg',
    fits: ({ readable, facesAfterRotation }) => readable && facesAfterRotation === 1,
  },
  'turned by 270': { purpose: 'turned-270', file: 'turned-270.jpg', fits: turned },
  truncated: { purpose: 'truncated', file: 'truncated.jpg', fits: unreadable },
  'zero bytes': { purpose: 'zero-bytes', file: 'zero-bytes.jpg', fits: unreadable },
  text: { purpose: 'text', file: 'text.jpg', fits: unreadable },
  'one face, PNG': { purpose: 'one-face-png', file: 'one-face.png', fits: any },
  'one face, WebP': { purpose: 'one-face-webp', file: 'one-face.webp', fits: any },
  'one face, GIF': { purpose: 'one-face-gif', file: 'one-face.gif', fits: any },
  'one face, BMP': { purpose: 'one-face-bmp', file: 'one-face.bmp', fits: any },
  'one face, TIFF': { purpose: 'one-face-tiff', file: 'one-face.tiff', fits: any },
  'one face, large': { purpose: 'large', file: 'large.jpg', fits: any },
  tiny: { purpose: 'tiny', file: 'tiny.jpg', fits: any },
};

const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tiff': 'image/tiff',
};

/** The names of all photos, in the order in which they are listed. */
export const PHOTO_NAMES = Object.keys(SLOTS) as PhotoName[];

/** The photos of some folders, read when first asked for. */
export interface PhotoSource {
  photo(name: PhotoName): Photo | { readonly missing: string };
  /** Every photo's bytes, so that they can be kept out of reports. */
  all(): readonly Uint8Array[];
}

/**
 * Opens folders of photos. A photo is looked for folder by folder: by purpose, by file name, then (in the user's own
 * folder) by what it shows. Throws an Error that names the file when a manifest cannot be read.
 */
export function openPhotos(folders: readonly string[]): PhotoSource {
  const shelves = folders.map((folder) => ({ folder, entries: readManifest(folder) }));
  const found = new Map<PhotoName, Photo | { missing: string }>();
  const lookUp = (name: PhotoName): Photo | { missing: string } => {
    const slot = SLOTS[name];
    for (const { folder, entries } of shelves) {
      const fitting = entries.filter(slot.fits);
      const entry =
        fitting.find(({ purpose }) => purpose === slot.purpose) ??
        fitting.find(({ file }) => file === slot.file) ??
        (slot.fits === any || slot.fits === unreadable ? undefined : fitting[0]);
      if (entry !== undefined) return readPhoto(folder, entry);
    }
    return { missing: `no photo "${name}" in ${folders.join(', ')}; "npm run fixtures" redraws the project's own` };
  };
  return {
    photo(name) {
      const known = found.get(name) ?? lookUp(name);
      found.set(name, known);
      return known;
    },
    all: () =>
      shelves.flatMap(({ folder, entries }) =>
        entries.filter(({ readable }) => readable).map(({ file }) => readFileSync(join(folder, file))),
      ),
  };
}

/** The entries of a folder's manifest.json. Throws when it is missing or not an array of entries. */
export function readManifest(folder: string): readonly ManifestEntry[] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file))
    throw new Error(`${file}: not found; a folder of photos needs a manifest.json, see fixtures/README.md`);
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: is not JSON: ${(cause as Error).message}`, { cause });
  }
  const isEntry = (entry: unknown) =>
    entry !== null && typeof entry === 'object' && 'file' in entry && 'sha256' in entry && 'readable' in entry;
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new Error(`${file}: expected an array of { file, sha256, faces, facesAfterRotation, readable, purpose }`);
  }
  return entries as ManifestEntry[];
}

function readPhoto(folder: string, entry: ManifestEntry): Photo | { missing: string } {
  const path = join(folder, entry.file);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== entry.sha256) {
    return {
      missing: `${path}: its SHA-256 is ${sha256}, the manifest says ${entry.sha256}; update the manifest or the file`,
    };
  }
  return {
    bytes,
    fileName: basename(entry.file),
    source: resolve(path),
    type: TYPES[extname(entry.file).toLowerCase()] ?? 'application/octet-stream',
  };
}

function isJpeg({ file }: ManifestEntry): boolean {
  return /\.jpe?g$/i.test(file);
}
