import { describe, expect, it } from 'vitest';
import { chineseWords } from '../../../contracts/chinese/chinese.js';
import { contracts } from '../../../contracts/index.js';
import { aLatency, aLimitRun, aLoadRecord, anSla } from '../../records/load-record.fixture.js';
import { languageOf } from '../../run/language.js';
import { renderHtml } from '../html.js';
import { textOf } from '../page.fixture.js';
import { failingRun } from '../sample.fixture.js';
import { renderSummary } from '../summary.js';
import { inChinese } from './phrases.js';

const { texts, translate } = languageOf('zh');

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
  ])('says %s as %s', (english, chinese) => {
    expect(inChinese(english)).toBe(chinese);
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
    expect(text).toMatch(/^✕ 应为 400 BAD_ARGUMENTS:biz_no，实为 200 并返回 token: 1 条规则的 3 个场景$/m);
    // Words of our own that slipped through; English names of scenarios and files stay.
    for (const word of ['Expected', 'expected', 'actual', 'rules', 'Scenarios', 'kept', 'broken', 'Repeat', 'Target'])
      expect(`${page} ${text}`).not.toMatch(new RegExp(`(?<![\\w.-])${word}(?![\\w.-])`));
  });
});
