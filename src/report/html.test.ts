import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderHtml } from './html.js';
import { renderJunit } from './junit.js';
import { markupOf, section, tags, textOf } from './page.fixture.js';
import { aResult, aRule, aRun, failingRun, hostileRun, interruptedRun, passingRun } from './sample.fixture.js';
import { renderSummary } from './summary.js';

describe('renderHtml: what it tells', () => {
  it('states the finding as title, heading and first thing', () => {
    const page = renderHtml(failingRun);
    expect(page).toContain(
      '<title>3 scenarios of 1 rule failed: 200 and a token in place of 400 BAD_ARGUMENTS:biz_no · emulator</title>',
    );
    expect(page).toContain(
      '<h1>3 scenarios of 1 rule failed: 200 and a token in place of 400 BAD_ARGUMENTS:biz_no</h1>',
    );
    expect(page.indexOf('<h1>')).toBeLessThan(page.indexOf('<section'));
  });

  it('names the causes first, each with the first expected and actual', () => {
    const page = renderHtml(failingRun);
    const [, table] = /<tbody>(.*?)<\/tbody>/s.exec(page)!;
    expect(textOf(table!)).toBe(
      ' 200 and a token in place of 400 BAD_ARGUMENTS:biz_no 3 1 400 BAD_ARGUMENTS:biz_no 200 and a token biz_no.max-bytes : Refuses a biz_no of 129 bytes (43 CJK characters) ',
    );
    expect(page.indexOf('<table>')).toBeLessThan(page.indexOf('class="tiles"'));
  });

  it('gives one count in title, tile, terminal and JUnit', () => {
    const count = '3 scenarios of 1 rule failed';
    const page = textOf(renderHtml(failingRun));
    expect(page.split(count).length).toBeGreaterThan(2);
    expect(page).toContain('3 of 9 scenarios failed');
    expect(renderSummary(failingRun, { colour: false })).toContain(count);
    expect(renderJunit(failingRun)).toMatch(/<testsuites [^>]*failures="3"/);
  });

  it('says why, and how to repeat the run', () => {
    const text = textOf(renderHtml(failingRun));
    expect(text).toContain('1 rule was not run.');
    expect(text).toContain('Repeat it npx facegate contract --target emulator --seed 318204');
  });

  it('tells one cause once, with place, rule, section, expected, actual, body and request', () => {
    const failures = section(renderHtml(failingRun), 'failures');
    expect(failures.match(/<article/g)).toHaveLength(1);
    const text = textOf(failures);
    expect(text).toContain('biz_no.max-bytes Refuses a biz_no of 129 bytes (43 CJK characters)');
    expect(text).toContain('scenarios/get-token/business.ts:41 · vendor page: Parameters');
    expect(text).toContain('Inferred from: 400 BAD_ARGUMENTS:<key>');
    expect(text).toContain('Expected 400 BAD_ARGUMENTS:biz_no Actual 200 and a token');
    expect(text).toContain('Note the limit counts bytes, not characters');
    expect(text).toContain('"token":"5f0e9c2a"');
    expect(text).toContain('-F api_secret="$FACEID_API_SECRET"');
    expect(text).toContain('The same in 2 more scenarios');
    expect(text).toContain('scenarios/get-token/business.ts:47');
  });

  it('lists every rule with text, outcome, standing, state and number of scenarios, and opens to its scenarios', () => {
    const rules = section(renderHtml(failingRun), 'rules');
    expect(rules.match(/<details class="rule /g)).toHaveLength(6);
    const text = textOf(rules);
    expect(text).toContain(
      'biz_no.max-bytes biz_no has at most 128 bytes 200, otherwise 400 BAD_ARGUMENTS:biz_no implied broken 5 scenarios',
    );
    expect(text).toContain(
      'biz_no.echo biz_no comes back unchanged in notify and return byte for byte equal stated no scenario 0',
    );
    expect(text).toContain('failed: Refuses a biz_no of 5000 bytes');
  });

  it('shows observations with their steps, and open questions with what was seen', () => {
    const page = renderHtml(failingRun);
    expect(textOf(section(page, 'observations'))).toMatch(
      /Sends the same biz_no twice 200 and a new token .* 14 ms second request 200 and a new token/,
    );
    const questions = textOf(section(page, 'questions'));
    expect(questions).toContain('What does a repeated biz_no get? 200 and a new token Sends the same biz_no twice');
    expect(questions).toContain('What do other HTTP methods get? Nothing was seen in this run.');
  });

  it('tells what was not run and why, what is waived, what was noted and what was redacted', () => {
    const page = renderHtml(failingRun);
    expect(textOf(section(page, 'not-run'))).toMatch(
      /no credentials for the role "denied": add them to the target file 1 scenario auth\.denied Refuses a disabled key.*1 rule without a scenario.*biz_no\.echo/,
    );
    expect(textOf(section(page, 'waived'))).toContain('waived until 2027-01-31');
    expect(textOf(section(page, 'notes'))).toContain('a space stands after the colon 1 scenario');
    expect(textOf(section(page, 'redactions'))).toContain('212 values were replaced');
  });

  it('shows what could not be decided with its request', () => {
    const lost = aResult({
      status: 'not-run',
      note: 'no answer within 10 s',
      inconclusive: true,
      actual: '',
      body: '',
    });
    const page = renderHtml(aRun({ contract: { results: [lost], rules: [aRule()] }, verdict: 'inconclusive' }));
    expect(textOf(section(page, 'undecided'))).toMatch(
      /no answer within 10 s 1 scenario .* Repeat the request curl -sS/,
    );
    expect(section(page, 'not-run')).toBe('');
  });

  it('names a gap, but not as something broken', () => {
    const page = renderHtml(passingRun);
    expect(textOf(section(page, 'not-run'))).toContain('2 rules without a scenario biz_no.echo');
    expect(section(page, 'failures')).toBe('');
  });

  it('marks a run that is incomplete in title, banner and heading, and not in green', () => {
    const page = renderHtml(interruptedRun);
    expect(page).toContain('<title>INCOMPLETE: ');
    expect(page).toContain('<p class="incomplete" role="alert"><strong>INCOMPLETE</strong>');
    expect(page).toContain('<header class="verdict warn">');
    expect(page).not.toContain('<div class="ok"><b>');
    expect(renderHtml(passingRun)).not.toContain('INCOMPLETE');
  });

  it('manages without any result', () => {
    const page = renderHtml(aRun({ verdict: 'unreachable', causes: ['connection refused'], exitCode: 4 }));
    expect(textOf(page)).toContain('The target could not be reached No rule was judged. Why connection refused');
  });
});

describe('renderHtml: what it may do', () => {
  const everyPage = [
    ['passing', passingRun],
    ['failing', failingRun],
    ['interrupted', interruptedRun],
    ['hostile', hostileRun],
    ['empty', aRun()],
  ] as const;

  it.each(everyPage)('allows its own style and script by hash, and nothing else (%s)', (_, run) => {
    const page = renderHtml(run);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const hash = (name: string) => {
      const source = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(page)![1]!;
      return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    };
    const directives = policy.split('; ');
    expect(directives[0]).toBe(`default-src 'none'`);
    expect(directives).toContain(`style-src ${hash('style')}`);
    expect(directives).toContain(`script-src ${hash('script')}`);
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:/);
    expect(policy.includes('img-src')).toBe(run === hostileRun);
  });

  it.each(everyPage)('has no style attribute, handler, form or foreign reference (%s)', (_, run) => {
    const page = renderHtml(run, { links: [{ label: 'results.json', href: 'results.json' }] });
    for (const { name, attributes } of tags(page)) {
      expect(attributes.filter((attribute) => attribute === 'style' || attribute.startsWith('on'))).toEqual([]);
      expect(['iframe', 'object', 'embed', 'form', 'base', 'link']).not.toContain(name);
    }
    const references = [...markupOf(page).matchAll(/ (?:href|src)="([^"]*)"/g)].map((match) => match[1]!);
    expect(references.filter((one) => /^[a-z][a-z0-9+.-]*:|^\/|\\|\.\./i.test(one))).toEqual([]);
  });

  it('trust row 2: leaves only tags of its own, whatever came from outside', () => {
    const page = renderHtml(hostileRun);
    expect(page).not.toContain('<svg');
    expect(page).not.toMatch(/<img src=x/);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    // Every "<" of the markup begins a tag that the pattern of plain tags knows.
    const rest = markupOf(page)
      .replace(/^<!doctype html>/, '')
      .replace(/<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*>/g, '');
    expect(rest).not.toMatch(/[<>]/);
  });

  it('shows characters that hide or reorder text', () => {
    const page = renderHtml(hostileRun);
    expect(page).toContain('user⟨U+202E⟩gnp.exe');
    expect(page).toContain('a⟨U+0000⟩b⟨U+001B⟩[31m');
    expect(page).toContain('half ⟨U+D83D⟩ and half ⟨U+DE00⟩');
    expect(page.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/u);
  });

  it('opens and closes its tags in order', () => {
    const open: string[] = [];
    const empty = new Set(['meta', 'br', 'img', 'input', 'wbr']);
    for (const [, slash, name] of markupOf(renderHtml(hostileRun)).matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
      if (empty.has(name!)) continue;
      if (slash === '') open.push(name!);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('trust row 3: links to files beside it, and shows any other reference as text', () => {
    const page = renderHtml(passingRun, {
      links: [
        { label: 'results.json', href: 'results.json' },
        { label: 'elsewhere', href: 'javascript:alert(1)' },
      ],
    });
    expect(page).toContain('<a href="results.json"><bdi>results.json</bdi></a>');
    expect(page).toContain('<bdi>elsewhere</bdi> (<bdi>javascript:alert(1)</bdi>)');
  });

  it('shows a screenshot that stands beside the report, and names any other', () => {
    const of = (screenshot: string) =>
      renderHtml(aRun({ contract: { results: [aResult({ status: 'failed', screenshot })], rules: [aRule()] } }));
    expect(of('shots/1 a.png')).toContain('<img src="shots/1%20a.png" alt="Screenshot: Accepts a biz_no of 128 bytes"');
    expect(of('https://evil.example/x.png')).not.toContain('<img');
    expect(of('https://evil.example/x.png')).toContain('<bdi>https://evil.example/x.png</bdi>');
  });

  it('has no anchor twice and no link to an anchor that is missing', () => {
    const page = renderHtml(failingRun);
    const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(anchors).size).toBe(anchors.length);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !anchors.includes(target))).toEqual([]);
  });

  it('is the same for the same results', () => {
    expect(renderHtml(failingRun)).toBe(renderHtml(failingRun));
  });
});
