import { normalCdf, normalQuantile } from './special.js';

/** A log-normal distribution, the usual shape of latencies: mean and deviation of the logarithm. */
export interface LogNormal {
  readonly mu: number;
  readonly sigma: number;
}

/** The log-normal distribution with this median and 99th percentile, in any one unit. Both above 0, p99 >= median. */
export function logNormal(median: number, p99: number): LogNormal {
  return { mu: Math.log(median), sigma: Math.log(p99 / median) / normalQuantile(0.99) };
}

/** The value below which a share `q` lies, for 0 < q < 1. With a uniform random q it draws a sample. */
export function logNormalQuantile({ mu, sigma }: LogNormal, q: number): number {
  return Math.exp(mu + sigma * normalQuantile(q));
}

/** The share of values at most `x`. */
export function logNormalCdf({ mu, sigma }: LogNormal, x: number): number {
  if (x <= 0) return 0;
  if (sigma === 0) return Math.log(x) >= mu ? 1 : 0;
  return normalCdf((Math.log(x) - mu) / sigma);
}
