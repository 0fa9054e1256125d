import { count } from '../format.js';
import type { Texts } from '../texts.js';

/** What a run says in the terminal before it sends anything, and while it lasts, in Chinese. */
export const chineseProgress: Texts['progress'] = {
  join: '，',
  contract: (selected, all, { name, url }, seed) =>
    `目标 ${name}（${url}）：${all} 个场景中的 ${selected} 个，种子 ${seed}`,
  gate: ({ name, url }, stages, seed) => `对 ${name}（${url}）的完整检查：${stages}；种子 ${seed}`,
  load: (command, { name, url }, engine) => `${command}，目标 ${name}（${url}），引擎 ${engine}`,
  client: (rules, all, file) => `${file} 的客户端：${all} 条规则中的 ${rules} 条`,
  yourClient: (file) => `您的客户端：${file}`,
  stage: { contract: (scenarios) => `${scenarios} 个场景`, latency: '时延', limit: '并发上限' },
  plan: {
    requests: (total, ofBudget) =>
      ofBudget === null ? `约 ${total} 次请求` : `约 ${total} 次请求（预算 ${ofBudget} 次）`,
    part: {
      contract: (requests) => `契约 ${requests} 次`,
      latency: (requests) => `时延 ${requests} 次`,
      limit: (requests) => `并发上限 ${requests} 次`,
    },
    whole: (requests, parts, time, cost) => `${requests}：${parts}；约 ${time}${cost === '' ? '' : `，${cost}`}`,
  },
  upTo: (requests, seconds, atMost) => `${atMost ? '至多 ' : ''}${seconds} s 内至多 ${requests} 次请求`,
  cases: {
    done: (done, total) => `${total} 个用例中的 ${done} 个`,
    failed: (cases) => `${cases} 个失败`,
    notRun: (cases) => `${cases} 个未执行`,
    undecided: (cases) => `${cases} 个无法判定`,
    left: (seconds) => `约剩 ${seconds} s`,
  },
  requests: {
    sent: (requests) => `${requests} 次请求`,
    rate: (rate) => `${rate}/s`,
    warmingUp: '预热中',
    errors: (requests) => `${requests} 个错误`,
    refused: (requests) => `${requests} 个因并发被拒绝`,
    dropped: (requests) => `${requests} 个未发送`,
    round: (level, outcome) => `${level} 个并发：${outcome}`,
    left: (seconds) => `还剩 ${seconds} s`,
    elapsed: (seconds) => `已运行 ${seconds} s`,
  },
  checks: (done, total, name) => `${total} 项检查中的 ${done} 项：${name}`,
  windingDown: (signal) => `已中断（${signal}）：正在收尾并写出报告；再次中断则立即停止`,
  listed: (scenarios) => `${count(scenarios)} 个场景；没有发送任何请求`,
  proposed: (file) => `建议的偏差：${file}；请补全并签署其中被接受的各项`,
  samples: (samples) => `${count(samples)} 个样本`,
  watch: {
    begun: ({ name, url }, taken, file, toCome) =>
      `监测 ${name}（${url}）：${file} 中已有 ${taken} 个样本${toCome === undefined ? '' : `，还将采集 ${toCome} 个`}；按 Ctrl-C 结束`,
    last: (samples, outcome, ms) => `${samples} 个样本，最近一个：${outcome}，${ms} ms`,
  },
};
