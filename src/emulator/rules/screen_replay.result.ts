/** What `screen_replay=1` adds to `liveness_result`; the page does not name the field. */
export function screenReplayResult(screenReplay: boolean): Readonly<Record<string, unknown>> {
  return screenReplay ? { screen_replay_result: 'PASS' } : {};
}
