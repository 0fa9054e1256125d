import type { Progress } from '../k6/progress.js';
import type { LoadProgress } from '../records/live-types.js';
import type { Texts } from '../report/texts.js';
import type { LimitStep } from '../stats/limit/types.js';
import type { LoadPlan } from './plan.js';
import { requestsOf, type Samples } from './records/samples.js';

/**
 * Takes the progress from the samples so far. Scripts that do not record like the package's own have no samples; then what the
 * node engine counts, if it is that, is all there is.
 */
export function loadProgress(
  samples: Samples,
  engine: Progress | undefined,
  elapsedMs: number,
  before: LoadProgress | undefined,
  plan: LoadPlan | undefined,
): LoadProgress {
  const { outcomes, wall, warmup, dropped, limitSteps, http } = samples;
  const own = requestsOf(samples) + warmup;
  const counted = own > 0 || engine === undefined;
  // On k6 a script that records in its own way is seen by its requests alone.
  const requests = counted ? (own > 0 ? own : http.ended) : engine.requests;
  const seconds = (elapsedMs - (before?.elapsedMs ?? 0)) / 1000;
  return {
    elapsedMs,
    leftMs: plan === undefined || plan.atMost ? null : Math.max(0, plan.durationMs - elapsedMs),
    requests,
    rate: seconds > 0 ? (requests - (before?.requests ?? 0)) / seconds : 0,
    p50Ms: counted ? (wall.quantile(0.5) ?? null) : engine.p50Ms,
    p95Ms: counted ? (wall.quantile(0.95) ?? null) : engine.p95Ms,
    errors: counted
      ? outcomes.rejected + outcomes['server-error'] + outcomes.unanswered + outcomes.garbled
      : engine.failed,
    refused: outcomes.refused,
    dropped: counted ? dropped : engine.dropped,
    round: roundOf(limitSteps.at(-1)),
  };
}

/** One line: rate, latency, what went wrong, time left where it is known. */
export function describeProgress(progress: LoadProgress, texts: Pick<Texts, 'load' | 'progress'>): string {
  const { elapsedMs, leftMs, requests, rate, p50Ms, p95Ms, errors, refused, dropped, round } = progress;
  const { join, requests: words } = texts.progress;
  return [
    words.sent(requests),
    words.rate(rate.toFixed(rate < 10 ? 1 : 0)),
    ...(p50Ms === null || p95Ms === null ? [words.warmingUp] : [`p50 ${ms(p50Ms)}`, `p95 ${ms(p95Ms)}`]),
    words.errors(errors),
    words.refused(refused),
    words.dropped(dropped),
    ...(round === null ? [] : [words.round(round.level, texts.load.round[round.outcome])]),
    leftMs !== null && leftMs > 0 ? words.left(Math.ceil(leftMs / 1000)) : words.elapsed(Math.round(elapsedMs / 1000)),
  ].join(join);
}

function roundOf(json: string | undefined): LoadProgress['round'] {
  if (json === undefined) return null;
  const { level, outcome } = JSON.parse(json) as LimitStep;
  return { level, outcome: outcome === 'thin' ? 'unknown' : outcome };
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
