import { count, millis } from '../format.js';
import { wholeSeconds } from '../live/live-texts.js';
import type { Texts } from '../texts.js';

/** What the page of a run under way says, in Chinese. */
export const chineseLive: Texts['live'] = {
  address: '实时页面（运行结束即关闭）',
  running: (command) => `${command} 运行中`,
  ended: '运行已结束',
  lost: '运行不再响应：它已被终止，或本页与它的连接已断开。',
  report: '报告的位置见终端。',
  waiting: '等待第一批数据。',
  scripts: '本页需要 JavaScript。终端显示同样的数据。',
  alt: (what) => `图：${what}`,
  engine: (name) => `引擎 ${name}`,
  tiles: {
    rate: '每秒请求数',
    time: '响应时间（第 95 百分位）',
    errors: '错误',
    refused: '因并发被拒绝',
    dropped: '未发送',
    left: '时间',
  },
  caseTiles: { done: '用例已完成', broken: '被违反的规则', undecided: '无法判定的用例', spent: '时间' },
  doneDetail: (done, total) => `${count(total)} 个中的 ${count(done)} 个`,
  brokenDetail: (failed) => `${count(failed)} 个用例失败`,
  undecidedDetail: (notRun) => (notRun === 0 ? '' : `${count(notRun)} 个未执行`),
  rateDetail: (requests, over) => `${over ? '共' : '至今'} ${count(requests)} 次请求`,
  timeDetail: (p50) => `p50 ${millis(p50)}`,
  warmingUp: '预热中',
  errorsDetail: '既没有得到 token 也没有被拒绝',
  droppedDetail: '因没有空闲用户',
  left: (ms) => `还剩 ${wholeSeconds(ms)}`,
  elapsed: (ms, over) => `${over ? '共' : '已运行'} ${wholeSeconds(ms)}`,
};
