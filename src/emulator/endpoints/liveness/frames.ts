/** What the camera saw, as `data:image/jpeg;base64,` texts; null where there was nothing. */
export interface CheckImages {
  readonly best: string | null;
  readonly actions: readonly string[];
}

/** Nothing was seen. */
export const NO_IMAGES: CheckImages = { best: null, actions: [] };

/** The longest text of a frame that is kept: about 75 kB of JPEG, several times a frame of 320 × 240. */
const LONGEST_TEXT = 100_000;
const ACTIONS = ['action1', 'action2'];

/** The frames that the page reports with the end of a check; anything that is no JPEG is dropped. */
export function framesOf(text: (field: string) => string): CheckImages {
  const frame = (field: string) => jpegText(text(field));
  const best = frame('best');
  if (best === null) return NO_IMAGES;
  return { best, actions: ACTIONS.map(frame).filter((image) => image !== null) };
}

/** About how many bytes the frames keep in memory. */
export function bytesOfImages({ best, actions }: CheckImages): number {
  return [best ?? '', ...actions].reduce((sum, image) => sum + image.length, 0);
}

function jpegText(text: string): string | null {
  // The first three bytes of a JPEG, FF D8 FF, are "/9j/" in base64.
  return text.length <= LONGEST_TEXT && /^data:image\/jpeg;base64,\/9j\/[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : null;
}
