import type { Results } from '../../records/types.js';
import { english, type Texts } from '../texts.js';
import { chartPlans } from './plans.js';
import { CHART_KINDS, type ChartImages } from './types.js';

/**
 * Draws the charts of a run's load records, one entry a record, for {@link renderHtml}. The charting library is loaded only when
 * there is something to draw: a contract run pays nothing.
 */
export async function renderCharts(results: Results, texts: Texts = english): Promise<ChartImages[]> {
  if (results.load.length === 0) return [];
  const { drawChart } = await import('./draw.js');
  return results.load.map((record) => {
    const plans = chartPlans(record);
    const drawn = CHART_KINDS.flatMap((kind) => {
      const plan = plans[kind];
      return plan === null ? [] : [[kind, drawChart(plan, texts)] as const];
    });
    return Object.fromEntries(drawn);
  });
}
