import { count } from '../format.js';
import type { Texts } from '../texts.js';
import { chineseHistory } from './history.js';
import { chineseLive } from './live.js';
import { chineseLoad } from './load.js';
import { chineseProgress } from './progress.js';
import { inChinese } from './said/in-chinese.js';

const ofRules = (scenarios: number, rules: number): string => `${count(rules)} 条规则的 ${count(scenarios)} 个场景`;

/** Everything the reports say, in Chinese. */
export const chinese: Texts = {
  language: 'zh-CN',
  product: 'Facegate',
  said: inChinese,

  ruleState: {
    passed: '符合',
    failed: '违反',
    observed: '仅观察',
    'not-run': '未执行',
    waived: '已知偏差',
    undecided: '无法判定',
    'not-selected': '未选择',
    untested: '没有场景',
  },
  resultState: {
    passed: '通过',
    failed: '失败',
    observed: '观察',
    'not-run': '未执行',
    undecided: '无法判定',
    waived: '豁免',
  },
  standing: { stated: '明文', implied: '推断', silent: '未规定' },
  standingMeaning: {
    stated: '文档给出了规则及其结果。',
    implied: '结果由通用错误表推断得出。',
    silent: '文档未规定结果：只观察，不判定。',
  },
  coverage: (scenarios) => (scenarios > 0 ? '已覆盖' : '没有场景'),

  title: {
    incomplete: (ran, total) =>
      ran < total
        ? `未完成：运行在 ${count(total)} 个场景中的 ${count(ran)} 个之后停止`
        : `未完成：运行在 ${count(ran)} 个场景之后停止`,
    noneSoFar: '到此为止没有规则被违反',
    unreachable: '无法连接到目标',
    error: '运行因错误而结束',
    andMore: (more) => `另有 ${count(more)} 项`,
    failed: '运行失败，但没有规则被违反',
    inconclusive: (undecided) =>
      undecided > 0 ? `没有结论：${count(undecided)} 个场景无法判定` : '没有结论：对目标一无所知',
    nothing: '没有判定任何规则',
    kept: (kept, judged) =>
      kept < judged
        ? `目标符合 ${count(judged)} 条已测规则中的 ${count(kept)} 条`
        : `目标符合全部 ${count(judged)} 条已测规则`,
    deviations: (waived) => `${count(waived)} 项已知偏差`,
    notRun: (rules) => `${count(rules)} 条未执行`,
    undecided: (rules) => `${count(rules)} 条无法判定`,
    untested: (rules) => `${count(rules)} 条没有场景`,
  },

  lead: {
    kept: (kept, judged) =>
      judged === 0 ? '没有判定任何规则。' : `${count(judged)} 条已测规则中有 ${count(kept)} 条符合。`,
    observed: (rules) => `文档未规定结果的 ${count(rules)} 条规则只作了观察。`,
    notRun: (rules) => `${count(rules)} 条规则未执行。`,
    undecided: (rules) => `${count(rules)} 条规则无法判定。`,
    notSelected: (rules) => `${count(rules)} 条规则未选择。`,
    untested: (rules) => `${count(rules)} 条规则没有场景。`,
    why: '原因',
    mind: '请注意',
    sentence: (text) => `${text}。`,
    join: '；',
    colon: '：',
    list: '，',
    space: '',
    incompleteMark: '未完成',
    incomplete: '本次运行没有到达终点。下面没有列出的内容没有测试；这里的任何内容都不代表整体通过。',
  },

  facts: {
    rulesKept: '已测规则符合',
    ruleDetail: (waived) => ['没有违反', waived > 0 ? `${count(waived)} 项已知偏差` : ''].filter(Boolean).join('，'),
    failed: '场景失败',
    noRules: '没有判定任何规则',
    of: (part, whole) => `${count(part)} / ${count(whole)}`,
    scenarios: '场景',
    questions: '待澄清问题',
    questionDetail: (seen, total) =>
      total === 0 ? '没有要向厂商提出的问题' : `本次运行对其中 ${count(seen)} 个有所观察`,
    requests: () => '次请求',
    requestDetail: (time) => `用时 ${time}，含重试与预检`,
    inTime: (time) => `用时 ${time}`,
    requestParts: (contract, load) => `契约测试 ${count(contract)} 次，负载运行 ${count(load)} 次`,
  },

  run: {
    target: '目标',
    started: '开始',
    duration: '时长',
    seed: '种子',
    id: '运行',
    version: '版本',
    versions: (version, node) => `Facegate ${version}，Node ${node}`,
    exitCode: '退出码',
    repeat: '重新运行',
    about: '关于本次运行：时间、目标、如何重复',
    standings: '按依据统计的场景',
    all: '全部',
    total: '合计',
    scenarios: '场景',
    standing: '依据',
  },

  sections: {
    contents: '目录',
    causes: '失败原因',
    failures: '失败的证据',
    undecided: '无法判定',
    questions: '需要厂商澄清的问题',
    observations: '只观察、不判定',
    notRun: '未执行及其原因',
    waived: '已知偏差',
    notes: '通过时的备注',
    rules: '契约规则逐条结果',
    scope: '范围：测试了什么',
    redactions: '隐去的内容',
  },

  failure: {
    count: (scenarios, rules) => `${ofRules(scenarios, rules)}失败`,
    ofRules,
    causes: (text, causes) => `${text}，共 ${count(causes)} 个原因`,
    one: (text, cause) => `${text}：${cause}`,
    paper: '同一原因的更多证据见网页版报告。',
    cause: ({ kind, seen, due, others }) => {
      const [is, was] = [inChinese(seen), inChinese(due)];
      if (kind === 'shape' || kind === 'other') return seen === '' ? `没有得到：${was}` : is;
      return kind === 'argument' && seen === ''
        ? `${was} 缺少参数名`
        : `应为 ${was}${others === 0 ? '' : ` 等 ${count(others + 1)} 种响应`}，实为 ${is}`;
    },
    heads: { cause: '原因', scenarios: '场景', expected: '预期', actual: '实际', first: '首次出现于' },
    place: (file, line) => `${file}:${line}`,
    section: (section) => `厂商文档：${section}`,
    expected: '预期',
    actual: '实际',
    nothing: '（没有任何响应）',
    rule: '规则',
    inferredFrom: '推断依据',
    note: '备注',
    body: '响应正文',
    repeat: '重复该请求',
    evidence: '请求、响应与步骤',
    watched: '步骤与截图',
    steps: '步骤',
    screenshot: '截图',
    screenshotOf: (name) => `截图：${name}`,
    same: (others) => `另有 ${count(others)} 个场景相同`,
    compact: (rest) => `另有 ${count(rest)} 项只列概要；全部正文与请求见 results.json。`,
    rest: (rest) => `另有 ${count(rest)} 个原因，全部见报告。`,
    more: (rest) => `… 另有 ${count(rest)} 个字符`,
  },

  questions: { nothing: '本次运行没有观察到相关行为。' },
  observations: {
    intro: '文档未规定这些结果。以下是目标的实际行为；展开每一行可见请求与响应。',
    case: '场景',
  },
  notRun: {
    noReason: '没有记录原因。',
    scenarios: (total) => `${count(total)} 个场景`,
    untested: (rules) => `${count(rules)} 条规则没有场景`,
  },
  rules: {
    outcome: '文档规定的结果',
    standing: '依据',
    state: '状态',
    unit: () => '个场景',
    none: '这条规则没有场景。',
    section: '厂商文档',
    unlisted: '规则清单中没有的规则',
    endpoint: '接口',
    failure: '查看原因',
    many: '规则',
  },
  redactions: {
    none: '没有需要隐去的内容。',
    intro: (total) => `写入任何文件之前隐去了 ${count(total)} 处内容；原值没有保存在任何地方。`,
    kind: '种类',
    count: '次数',
  },
  page: { copy: '复制', copied: '已复制', results: '本次运行的文件' },
  bar: {
    label: '在报告中查找',
    search: '搜索',
    state: '任何状态',
    stateLabel: '状态',
    group: '所有接口与分组',
    groupLabel: '接口或分组',
    whole: (endpoint) => `${endpoint}：全部`,
    isNew: '本次新出现',
    found: '找到 {} 个场景',
    clear: '清除',
    top: '顶部',
  },

  summary: {
    cause: '原因',
    undecided: '无法判定',
    notRun: '未执行',
    repeat: '重新运行',
    report: '报告',
    note: '备注',
    first: '首例',
    request: '重复',
  },
  junit: { run: '运行', verdict: '运行得出结论', waived: '豁免', observed: '观察' },
  ci: {
    rules: (kept, judged) => `${count(kept)} / ${count(judged)} 条规则`,
    verdict: {
      passed: '通过',
      failed: '失败',
      inconclusive: '没有结论',
      interrupted: '被中断',
      unreachable: '无法连接',
      error: '错误',
    },
  },
  load: chineseLoad,
  progress: chineseProgress,
  live: chineseLive,
  history: chineseHistory,
  ruleTable: {
    headings: { rule: '规则', standing: '依据', scenarios: '场景', state: '状态' },
    total: (rules, untested) =>
      `${count(rules)} 条规则：${untested === 0 ? '每条都有场景' : `${count(untested)} 条没有场景`}`,
  },
};
