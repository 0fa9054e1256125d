/** When a token made now ends, in Unix seconds. */
export function expiredTime(nowMs: number, lifeSeconds: number): unknown {
  return Math.floor(nowMs / 1000) + lifeSeconds;
}
