import { getToken } from '../../../contracts/get-token/get-token.js';
import { accounts } from '../accounts.js';
import type { PhotoInspector } from '../photo-inspector.js';
import type { Call, CallKind } from './read-call.js';

/** A request that came, with secrets, names and identity numbers hidden. */
export interface SeenRequest {
  /** `get-token`, `get-result`, `page` (a token was opened), or `other`. */
  readonly kind: CallKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The text fields of form or query. */
  readonly fields: Readonly<Record<string, string>>;
  readonly photos: readonly SeenPhoto[];
  /** Null as long as the request waits for its answer. */
  readonly answer: GivenAnswer | null;
}

export interface SeenPhoto {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Null where nobody has counted them. */
  readonly faces: number | null;
}

/** How a request was answered. */
export interface GivenAnswer {
  /** HTTP status; 0 for a connection that was reset. */
  readonly status: number;
  /** Code and argument; empty on success. */
  readonly error: string;
  /** The token that was given out; empty for none. */
  readonly token: string;
  /** Milliseconds. */
  readonly ms: number;
}

const HIDDEN = new Set<string>(
  getToken.parameters.flatMap(({ name, ...parameter }) => {
    const holds = 'holds' in parameter ? parameter.holds : undefined;
    return holds === undefined || holds === 'key' ? [] : [name];
  }),
);
const KEYS = new Set<string>(
  getToken.parameters.flatMap((parameter) =>
    'holds' in parameter && parameter.holds === 'key' ? [parameter.name] : [],
  ),
);
const PUBLIC_KEYS = new Set(accounts.map(({ apiKey }) => apiKey));

/** The request as it may be shown. A key that is none of the emulator's own is hidden, too: it may be a real one. */
export function seenRequest(call: Call, answer: GivenAnswer | null, faces: ReadonlyMap<string, number>): SeenRequest {
  const { kind, at, method, target, fields, photos } = call;
  const shown = Object.entries(fields).map(([name, value]) => {
    const hide = HIDDEN.has(name) || (KEYS.has(name) && !PUBLIC_KEYS.has(value));
    return [name, hide ? `‹redacted:${name}›` : value] as const;
  });
  return {
    kind,
    at: new Date(at).toISOString(),
    method,
    path: target.split('?')[0] ?? '',
    fields: Object.fromEntries(shown),
    photos: photos.map(({ name, bytes, sha256 }) => ({
      name,
      size: bytes.length,
      sha256,
      faces: faces.get(sha256) ?? null,
    })),
    answer,
  };
}

/** An inspector that notes how many faces it found, by the SHA-256 of the photo. */
export function countingInspector(
  inspector: PhotoInspector,
  faces: Map<string, number>,
  digest: (bytes: Uint8Array) => string,
): PhotoInspector {
  return {
    async inspect(bytes) {
      const photo = await inspector.inspect(bytes);
      if (!photo.readable) return photo;
      const counted = (count: () => Promise<number>) => async () => {
        const found = await count();
        faces.set(digest(bytes), found);
        return found;
      };
      return {
        ...photo,
        faces: counted(() => photo.faces()),
        facesAfterRotation: counted(() => photo.facesAfterRotation()),
      };
    },
    close: () => inspector.close(),
  };
}
