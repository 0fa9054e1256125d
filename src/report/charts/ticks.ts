/** Round values from `low` to `high` in steps of 1, 2, 5, 10 …; about `about` of them. */
export function linearTicks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Round values for a logarithmic axis: 1, 2, 5, 10 … where they fit, or only powers of ten; never fewer than two. */
export function logTicks(low: number, high: number, most: number): number[] {
  const decades: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) decades.push(power);
  for (const factors of [[1, 1.5, 2, 3, 4, 5, 6, 8], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]]) {
    const ticks = decades
      .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))))
      .filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
    if (ticks.length <= most && ticks.length >= 2) return ticks;
  }
  return linearTicks(low, high, 4);
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Times for an axis from 0 to `seconds`, in steps that people count in; at most `most` besides 0. */
export function timeTicks(seconds: number, most: number): { readonly stepSeconds: number; readonly ticks: number[] } {
  const step = STEPS_S.find((one) => seconds / one <= most) ?? 86_400 * Math.ceil(seconds / most / 86_400);
  return {
    stepSeconds: step,
    ticks: Array.from({ length: Math.floor(seconds / step + 1e-9) + 1 }, (_, index) => index * step),
  };
}
