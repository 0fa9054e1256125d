import { describe, expect, it } from 'vitest';
import {
  cut,
  escapeHtml,
  escapeXml,
  escapeXmlAttribute,
  relativeHref,
  terminalLine,
  terminalText,
  visible,
} from './escape.js';

describe('visible', () => {
  it.each([
    ['NUL', 'a\0b', 'a⟨U+0000⟩b'],
    ['escape', '\x1b[31m', '⟨U+001B⟩[31m'],
    ['a C1 control', '\x9b1m', '⟨U+009B⟩1m'],
    ['right-to-left override', 'abc\u202ecba', 'abc⟨U+202E⟩cba'],
    ['right-to-left isolate', '\u2067x\u2069', '⟨U+2067⟩x⟨U+2069⟩'],
    ['byte order mark', '\ufeff{}', '⟨U+FEFF⟩{}'],
    ['zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a lone high surrogate', 'a\ud83d', 'a⟨U+D83D⟩'],
    ['a lone low surrogate', '\ude00a', '⟨U+DE00⟩a'],
    ['a non-character', '\uffff\u{1fffe}', '⟨U+FFFF⟩⟨U+1FFFE⟩'],
    ['a tag character', 'x\u{e0041}', 'x⟨U+E0041⟩'],
    ['a carriage return on its own', 'a\rb', 'a⟨U+000D⟩b'],
  ])('spells out %s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it.each([
    ['plain text', 'biz_no: 流水号 – ünï'],
    ['a whole surrogate pair', '😀'],
    ['an emoji built with joiners', '👨‍👩‍👧'],
    ['Arabic', 'رقم العمل'],
    ['line feed and tab', 'a\n\tb'],
  ])('leaves %s alone', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  it('takes CR LF as one line feed', () => {
    expect(visible('a\r\nb')).toBe('a\nb');
  });
});

describe('trust row 2: escapeHtml', () => {
  it.each([
    ['</script><img onerror=alert(1)>', '&lt;/script&gt;&lt;img onerror=alert(1)&gt;'],
    [`" onmouseover='x'`, '&quot; onmouseover=&#39;x&#39;'],
    ['&lt;', '&amp;lt;'],
    ['<!--', '&lt;!--'],
    ['\0', '⟨U+0000⟩'],
  ])('makes %j inert', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });
});

describe('escapeXml', () => {
  it('leaves no character that XML 1.0 forbids', () => {
    const every = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('-');
    expect(escapeXml(every)).toMatch(/^[\t\n\x20-\ud7ff\ue000-\ufffd]*$/);
  });

  it('breaks a CDATA end', () => {
    expect(escapeXml(']]>')).toBe(']]&gt;');
  });

  it('keeps line feeds and tabs in an attribute', () => {
    expect(escapeXmlAttribute('a\n\t"b"')).toBe('a&#10;&#9;&quot;b&quot;');
  });
});

describe('trust row 5: terminalText', () => {
  it.each([
    ['colour', '\x1b[1;31mred\x1b[0m', 'red'],
    ['clearing the screen', '\x1b[2J\x1b[Hx', 'x'],
    ['a title with BEL', '\x1b]0;owned\x07x', 'x'],
    ['a link with ST', '\x1b]8;;http://evil.example\x1b\\x', 'x'],
    ['a device control string', '\x1bP1$tx\x1b\\y', 'y'],
    ['a C1 colour', '\x9b31mred', 'red'],
    ['a title that never ends, but not the text behind it', '\x1b]0;x', '0;x'],
    ['a reset', '\x1bcx', 'x'],
    ['a bare escape', 'x\x1b', 'x⟨U+001B⟩'],
    ['backspaces', 'ok\b\bno', 'ok⟨U+0008⟩⟨U+0008⟩no'],
  ])('takes out %s', (_, text, expected) => {
    expect(terminalText(text)).toBe(expected);
  });

  it('puts text on one line when asked', () => {
    expect(terminalLine(' a\r\n\tb\n')).toBe('a b');
  });
});

describe('cut', () => {
  it.each([
    ['abc', 3, { text: 'abc', rest: 0 }],
    ['abcd', 3, { text: 'abc', rest: 1 }],
    ['😀😀😀', 2, { text: '😀😀', rest: 1 }],
    ['😀😀', 3, { text: '😀😀', rest: 0 }],
  ])('cuts %s to %d', (text, max, expected) => {
    expect(cut(text, max)).toEqual(expected);
  });
});

describe('relativeHref', () => {
  it.each([
    ['results.json', 'results.json'],
    ['shots/a b#1?.png', 'shots/a%20b%231%3F.png'],
    ['trace/', 'trace/'],
  ])('keeps %s beside the report', (path, expected) => {
    expect(relativeHref(path)).toBe(expected);
  });

  it.each([
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'https://evil.example/x',
    '//evil.example/x',
    '/etc/passwd',
    'C:\\x.png',
    'a\\b.png',
    '../secret.png',
    'a/../../b.png',
    'a//b.png',
    'java\nscript:x\u202e',
  ])('refuses %j', (path) => {
    expect(relativeHref(path)).toBeNull();
  });
});
