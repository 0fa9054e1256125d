/** Whether a photo without a face is turned and looked at again: only when asked for; left out means no. */
export function turnsPhotos(value: string | undefined): boolean {
  return value === '1';
}
