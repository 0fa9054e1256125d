/** The HTTP status of success. */
export function successStatus(): number {
  return 200;
}
