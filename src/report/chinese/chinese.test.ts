import { describe, expect, it } from 'vitest';
import { chineseWords } from '../../../contracts/chinese/chinese.js';
import { contracts } from '../../../contracts/index.js';
import { aLatency, aLimitRun, aLoadRecord, anSla } from '../../records/load-record.fixture.js';
import { languageOf } from '../../run/language.js';
import { ANSWERS } from '../../sayings/answers.js';
import { CALLBACKS } from '../../sayings/callbacks.js';
import { CLIENT } from '../../sayings/client.js';
import { LIMIT } from '../../sayings/limit.js';
import { MACHINE } from '../../sayings/machine.js';
import { RUN, say } from '../../sayings/run.js';
import { fill, type Sentences } from '../../sayings/say.js';
import { RESULTS, WALKS } from '../../sayings/walks.js';
import { WIRE } from '../../sayings/wire.js';
import { renderHtml } from '../html.js';
import { textOf } from '../page.fixture.js';
import { failingRun } from '../sample.fixture.js';
import { renderSummary } from '../summary.js';
import { chineseOfAnswers } from './said/answers.js';
import { chineseOfCallbacks, chineseOfResults, chineseOfWalks } from './said/callbacks.js';
import { chineseOfClient } from './said/client.js';
import { inChinese, MOST_STEPS, readInChinese } from './said/in-chinese.js';
import { chineseOfLimit } from './said/limit.js';
import { chineseOfMachine } from './said/machine.js';
import { chineseOfRun } from './said/run.js';
import { chineseOfWire } from './said/wire.js';

const { texts, translate } = languageOf('zh');

/** Of blanks that hold no text of any kind. */
const SAMPLES: Readonly<Record<string, string>> = {
  status: '418',
  count: '31',
  of: '77',
  limit: '5',
  field: 'a_field',
  method: 'PUT',
  errno: 'EPIPE',
  value: '"v w"',
  ms: '21',
  seconds: '22',
  low: '23',
  high: '24',
  times: '25 ms',
  hash: 'SHA-256',
  via: 'notify',
};

describe('a report in Chinese', () => {
  it.each([
    ['left open', '文档未规定'],
    ['200 and a token', '200 并返回 token'],
    ['400 BAD_ARGUMENTS:uuid', '400 BAD_ARGUMENTS:uuid'],
    ['400 NO_FACE_FOUND, with or without :image_ref1', '400 NO_FACE_FOUND（可带 :image_ref1）'],
    ['200 and a token or 400 BAD_ARGUMENTS:x', '200 并返回 token 或 400 BAD_ARGUMENTS:x'],
    ['502, the body is empty', '502，响应正文为空'],
    ['time_used is missing (3 of 9 answers; first in "a/b")', '缺少 time_used（9 个响应中的 3 个；首次出现于 "a/b"）'],
    ['words of a target', 'words of a target'],
    ['notify: time_used is missing', 'notify：缺少 time_used'],
    ['biz_id is "a-1", not "a" as before', 'biz_id 为 "a-1"，与之前的 "a" 不同'],
    [
      '6 of 10 requests answered although only 5 may be in flight, and all were in flight at once',
      '同时在途的 10 个请求中有 6 个得到应答，而上限为 5',
    ],
    [
      say('tooBusy', { late: 31, tolerated: 10 }),
      '本机过忙，无法判定时延：负载发生器最多晚 31 ms（p99），允许 10 ms；请降低速率，或使用更多核',
    ],
    [
      'targets/production.yaml has no key pair for the account "denied"; add credentials.denied to it',
      'targets/production.yaml 中没有账号 "denied" 的密钥；请在其中加上 credentials.denied',
    ],
    [
      'no browser: FACEGATE_CHROMIUM names /x, which is no program; correct or unset FACEGATE_CHROMIUM',
      '没有浏览器：FACEGATE_CHROMIUM 指定的 /x 不是程序；请更正或取消 FACEGATE_CHROMIUM',
    ],
    [
      'the app ended (exit code 1) before it was ready; "start" runs "npm start"; it printed: npm error; see: log',
      '应用在就绪之前已结束（退出码 1）；"start" 运行的是 "npm start"；它的输出：npm error; see: log',
    ],
    [
      '302, a redirect to http://h/x, which is not followed; the body is empty',
      '302，重定向到 http://h/x，不予跟随；响应正文为空',
    ],
    [
      '400, error_message "name is missing; sign is not a string or 400 x" does not begin with a code',
      '400，error_message "name is missing; sign is not a string or 400 x" 不以错误码开头',
    ],
    [
      '400 A:size: 3; border: none in place of 400 A:x; border: none (3 of 9 answers; first in "is empty: none")',
      '应为 400 A:x; border: none，实为 400 A:size: 3; border: none（9 个响应中的 3 个；首次出现于 "is empty: none"）',
    ],
    ['500 A:x, 500 A:y and 3 more', '500 A:x, 500 A:y，另有 3 个'],
    ['200 and a token in place of 400 A', '应为 400 A，实为 200 并返回 token'],
    [
      'it chose 400 A: x of the 2 outcomes that pass; whitespace differs from the page, which writes "400 A:x"',
      '在 2 种可通过的结果中，实际为 400 A: x；空白与文档不同，文档写作 "400 A:x"',
    ],
    ['biz_no is "a; sign is missing", not a number', 'biz_no 为 "a; sign is missing"，而不是数字'],
    [
      '400 A: the page has no such code (first in "a"); time_used is missing (first in "b")',
      '400 A：文档中没有此错误码（首次出现于 "a"）；缺少 time_used（首次出现于 "b"）',
    ],
    [say('undecided', { scenarios: '2 scenarios', reason: 'the body is empty' }), '2 个场景无法判定：响应正文为空'],
  ])('says %s as %s', (english, chinese) => {
    expect(inChinese(english)).toBe(chinese);
  });

  it.each([
    'the balance of the account is empty',
    'Whoever has it signs notifications and spends the account',
    'the page of that very token',
    'database is down',
    'the service has no quota left',
    'the queue is not JSON',
    'seats in place of tables',
    'of course',
    '400 BAD_ARGUMENTS:size: 3; border: none; image: the body is empty',
    '400 BAD_ARGUMENTS:image_ref1 is empty',
  ])('leaves words of somebody else as they are: %s', (text) => {
    expect(inChinese(text)).toBe(text);
    expect(inChinese(say('endedByScript', { reason: text }))).toBe(`脚本结束了运行：${text}`);
  });

  it.each([
    ['clauses that nearly fit', 'invalid request: ', 'image_ref0 is not a JPEG: the file is empty; ', 40],
    ['semicolons', '', '; ', 2_000],
    ['colons', '', ': ', 2_000],
    ['outcomes', '', '400 is empty; or 400 A: ', 150],
  ])('takes few steps for any text: %s', (_, begin, again, count) => {
    const text = `${begin}${again.repeat(count)}`;
    expect(readInChinese(text).steps).toBeLessThanOrEqual(MOST_STEPS + 1);
  });

  it('leaves a long text of a target as it is, and reads one of its own to the end', () => {
    const clauses = Array.from({ length: 40 }, (_, i) => `image_ref${i} is not a JPEG: the file is empty`);
    expect(inChinese(`invalid request: ${clauses.join('; ')}`)).toBe(`invalid request: ${clauses.join('; ')}`);
    const fields = Array.from({ length: 40 }, (_, i) => `field_${i}`);
    expect(inChinese(fields.map((field) => `${field} is missing`).join('; '))).toBe(
      fields.map((field) => `缺少 ${field}`).join('；'),
    );
  });

  it('finds each sentence again in a text, with every figure and name that it holds', () => {
    const tables = [
      [ANSWERS, chineseOfAnswers],
      [CALLBACKS, chineseOfCallbacks],
      [CLIENT, chineseOfClient],
      [LIMIT, chineseOfLimit],
      [MACHINE, chineseOfMachine],
      [RUN, chineseOfRun],
      [WIRE, chineseOfWire],
      [WALKS, chineseOfWalks],
      [RESULTS, chineseOfResults],
    ] as const satisfies readonly (readonly [Sentences, Sentences])[];
    for (const [english, chinese] of tables as readonly (readonly [Sentences, Sentences])[])
      for (const [code, text] of Object.entries(english)) {
        const blanks = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
        const values = Object.fromEntries(blanks.map((name, i) => [name, SAMPLES[name] ?? `A_${name}${i}`]));
        const said = inChinese(fill(text, values));
        expect(said, code).toBe(fill(chinese[code]!, values));
        for (const value of Object.values(values)) expect(said, code).toContain(value);
      }
  });

  it('says what the answer about an ended check is to show', () => {
    for (const [name, text] of Object.entries(RESULTS))
      expect(inChinese(`200 and a result: ${text}`)).toBe(
        `200 并返回核验结果：${chineseOfResults[name as keyof typeof RESULTS]}`,
      );
  });

  it('has a title, an outcome and a source for every rule, and a text for every group and question', () => {
    for (const { id, groups, rules, openQuestions = [] } of contracts) {
      const words = chineseWords[id as keyof typeof chineseWords];
      const known = [words.groups, words.rules, words.questions].map((one) => Object.keys(one).sort());
      const due = [groups.map((one) => one.id), rules.map((one) => one.id), openQuestions.map((one) => one.question)];
      expect(known).toEqual(due.map((one) => [...one].sort()));
    }
  });

  it('is Chinese in the terminal and on the page, the names of scenarios and what the target said apart', () => {
    const run = translate({
      ...failingRun,
      load: [aLoadRecord({ kind: 'sla', sla: anSla(), latency: aLatency() }), aLimitRun()],
    });
    const page = textOf(renderHtml(run, {}, texts));
    expect(page).toContain('biz_no 至多 128 字节');
    expect(page).toContain('重复的 biz_no 得到什么结果？');
    expect(page).toContain('业务参数');
    const text = renderSummary(run, { colour: false }, texts);
    expect(text).toMatch(/^✕ 应为 400 BAD_ARGUMENTS:biz_no，实为 200 并返回 token：1 条规则的 3 个场景$/m);
    // Words of our own that slipped through; English names of scenarios and files stay.
    for (const word of ['Expected', 'expected', 'actual', 'rules', 'Scenarios', 'kept', 'broken', 'Repeat', 'Target'])
      expect(`${page} ${text}`).not.toMatch(new RegExp(`(?<![\\w.-])${word}(?![\\w.-])`));
  });
});
