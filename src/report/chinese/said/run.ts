import type { RUN } from '../../../sayings/run.js';
import type { InOtherWords } from '../../../sayings/say.js';

/** What is said of a run and of its load runs, in Chinese. */
export const chineseOfRun: InOtherWords<typeof RUN> = {
  interrupted: '在结束前被中断；报告包含到那时为止的内容',
  interruptedMeasuring: '在结束前被中断；报告包含到那时为止测得的内容',
  interruptedBefore: '在执行 {script} 之前被中断',
  cutOff: '运行被终止（进程被杀或机器停机）；报告包含到那时为止的记录',
  tornLine: '{what}；略去不完整的 1 行',
  tornLines: '{what}；略去不完整的 {count} 行',
  undecided: '{scenarios}无法判定：{reason}',
  moreReasons: '另有 {count} 个原因，见报告',
  scenarios: '{count} 个场景',
  nothingRun: '没有执行任何场景，对目标一无所知',
  notReached: '无法连接 {url}：{reason}；{cure}',

  noneAnswered:
    '{script} 的 {count} 个请求都没有得到响应；请检查目标文件中的 "url"，或运行 "facegate doctor --target …"',
  samplesLost: '样本丢失：{reason}；请腾出空间，或为 --out json=FILE 指定其他文件',
  overBudget: '已停止：脚本所需超过目标预算的剩余部分；请在目标文件中提高预算，或降低负载',
  endedByScript: '脚本结束了运行：{cause}',
  endedByEngine: '引擎以 {code} 结束',
  emulatorEnded: '内置模拟器在运行中途结束（{how}），测得的一切均不计；请重新运行',
  emptyFile: '{file} 没有样本，对目标一无所知',
  noToken: '{file}：没有样本得到 token，因此没有测得任何结果',
  untold: '从 {script} 的选项无法得知将发送多少请求，而目标有预算；请使用 --engine node',

  noRound: '对上限的搜索没有完成任何一轮',
  limitUnsure: '并发上限无法确定：{reason}',
  rateFirst: '并发达到 {count} 之前已遇到速率限制，因此并发上限未知',
  waitBeyond: '超过 {count} 个并发时请求排队，而目标文件承诺 {promised}（concurrency_limit）',
  tooLow: 'concurrency.limit：接受 {count} 个并发，而目标文件承诺 {promised}（concurrency_limit）',
  lessInLoop: '静止之后接受 {count} 个并发，闭环发送时为 {loop} 个，而目标文件承诺 {promised}（concurrency_limit）',

  objectiveBroken: '{objective} 未达成：{seen}，{samples} 个样本',
  objectiveOpen: '{objective} 未能证明：{seen}，{samples} 个样本',
  objectiveNeeds: '{objective} 未能证明：{seen}，{samples} 个样本；再有 {more} 个这样的样本即可判定',
  availability: '可用性 ≥ {share} %',
  measured: '测得 {value} {unit}',
  notMeasured: '没有测得',
  thresholdCrossed: '阈值 {metric}：{threshold} 不成立{seen}',
  withoutToken: '（{count} 个请求中：{parts}）',
  unanswered: '{count} 个没有响应',
  refused: '{count} 个超过并发上限',
  rejectedOnes: '{count} 个被拒绝',
  serverErrors: '{count} 个服务器错误',
  garbled: '{count} 个无法识别',
  tooBusy: '本机过忙，无法判定时延：负载发生器最多晚 {late} ms（p99），允许 {tolerated} ms；请降低速率，或使用更多核',
  lateArrivals:
    '{objective}：到达最多晚 {late} ms 开始，按预定开始时间计算，{of} 个中至多 {count} 个可能超限；本机对该速率过忙',
  lengthened: '{objective}：负载发生器最多晚 {late} ms（p99），允许 {tolerated} ms，若无此因素可能达成；测得的时延偏长',
  nothingMeasured: '没有测得任何结果',
  notToItsEnd: '运行没有到达终点',
  dropped: '{count} 次到达因没有空闲用户而未发送；请增加用户数或降低速率',
  overLimit: '{count} 个请求超过账号的并发上限；请降低速率',
  rejected: '{count} 个请求被拒绝；账号或请求不被接受，见响应',
};
