import { sayOfMachine as say } from '../../sayings/machine.js';

/** What brings back the optional package that decodes photos, as a person types it. */
export const CURE = say('includeOptional');

/** No photo can be judged because what decodes it or counts its faces is not installed. */
export class PhotosUnavailable extends Error {
  override readonly name = 'PhotosUnavailable';
  readonly code = 'PHOTOS_UNAVAILABLE';

  /** `reason` says what was looked for; `cure` is what the user can do. */
  constructor(
    readonly reason: string,
    readonly cure: string,
  ) {
    super(say('photosUnjudged', { reason, cure }));
  }
}
