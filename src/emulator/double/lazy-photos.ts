import type { PhotoInspector } from '../photo-inspector.js';

/** The real decoder and face detector, loaded when the first photo comes: whoever sends none does not wait for them. */
export function lazyPhotos(): PhotoInspector {
  let loading: Promise<PhotoInspector> | undefined;
  const load = () => {
    loading ??= import('../photos/inspector.js').then(({ createPhotoInspector }) => createPhotoInspector());
    return loading;
  };
  return {
    inspect: async (bytes) => (await load()).inspect(bytes),
    close: async () => (await loading)?.close(),
  };
}
