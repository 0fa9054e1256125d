import { count } from '../format.js';
import type { Texts } from '../texts.js';

/** What the reports say of earlier runs, in Chinese. */
export const chineseHistory: Texts['history'] = {
  heading: '历史',
  runs: (runs) => `最近 ${count(runs)} 次运行`,
  first: '没有该目标更早的运行。',
  failures: '失败的场景',
  p95: 'p95 及其 95 % 置信区间',
  limit: '并发上限',
  duration: '时长',
  last: (value) => `本次 ${value}`,
  none: '未测量',
  broken: '本次新违反',
  still: '此前已违反',
  since: (run) => `自 ${run} 起`,
  fixed: '本次已修复',
  numbers: '数据',
  run: '运行',
  verdict: '结论',
  changes: {
    heading: (other) => `与 ${other} 相比的变化`,
    between: (before, after) => `${before} → ${after}`,
    none: '没有能够证实的变化。',
    rules: '规则',
    observations: '文档未规定的行为',
    wording: '响应的措辞',
    latency: '时延',
    limit: '并发上限',
    inFlight: '并发请求数',
    before: '此前',
    after: '本次',
    percentile: (script, percentile) => `${script} 的 p${percentile}`,
    move: { higher: '升高', lower: '降低', unclear: '无法证实变化：置信区间重叠' },
    more: (rest) => `另有 ${count(rest)} 项，见报告`,
  },
};
