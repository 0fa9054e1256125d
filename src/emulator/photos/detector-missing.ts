/** No face can be counted because the optional packages of the face detector are not installed. */
export class DetectorMissing extends Error {
  override readonly name = 'DetectorMissing';
  readonly code = 'DETECTOR_MISSING';

  /** `reason` says what was looked for; `cure` is what the user can do. */
  constructor(
    readonly reason: string,
    readonly cure: string,
  ) {
    super(`no face detector: ${reason}; ${cure}`);
  }
}
