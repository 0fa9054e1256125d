/** The special functions behind the bounds. Pure arithmetic, so that they run in k6's runtime as well as in Node. */

/** Terms of Stirling's series: B(2k) / (2k (2k - 1)) for the Bernoulli numbers B2 to B12. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];

/** The natural logarithm of the gamma function, for x > 0, to about 13 digits. */
export function logGamma(x: number): number {
  // The series is good from about 10 on; below, gamma(x) = gamma(x + 1) / x carries the argument there.
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += Math.log(z);
    z += 1;
  }
  let tail = 0;
  let power = 1 / z;
  for (const term of STIRLING) {
    tail += term * power;
    power /= z * z;
  }
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + tail - shift;
}

/** The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and a, b > 0. */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean; the other side follows from I_x(a, b) = 1 - I_(1-x)(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  return front * betaFraction(x, a, b);
}

/** The continued fraction of the incomplete beta function, evaluated from the front by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 100_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return result;
}

/** The share of a standard normal distribution below x. */
export function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  // 1/2 + density * (x + x^3/3 + x^5/(3*5) + ...): every term has the sign of x, so nothing cancels.
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The x below which a share `p` of a standard normal distribution lies, for 0 < p < 1. */
export function normalQuantile(p: number): number {
  return bisect((x) => normalCdf(x) >= p, -8, 8);
}

/** The place between low and high where `reached` turns true, to the precision of a double. */
export function bisect(reached: (x: number) => boolean, low: number, high: number): number {
  let from = low;
  let to = high;
  for (let i = 0; i < 200; i += 1) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (reached(middle)) to = middle;
    else from = middle;
  }
  return to;
}
