import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Faces in a photo as it is; and, where there is none, in the photo when it is turned. */
export interface FaceCounts {
  readonly faces: number;
  readonly facesAfterRotation: number;
}

/** What photos are known to show, by the SHA-256 of their bytes in hexadecimal digits. */
export type KnownPhotos = ReadonlyMap<string, FaceCounts>;

const IMAGES = import.meta.url.endsWith('.ts') ? '../../../fixtures/images/' : '../../../../fixtures/images/';

/** What the detector finds in the photos of this package, which is a few seconds of work; a test holds the list against it. */
export function photosOfPackage(): KnownPhotos {
  const manifest = fileURLToPath(new URL(`${IMAGES}manifest.json`, import.meta.url));
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as (FaceCounts & { readonly sha256: string })[];
  return new Map(
    entries.map(({ sha256, faces, facesAfterRotation }) => [sha256, { faces, facesAfterRotation }] as const),
  );
}
