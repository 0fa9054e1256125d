import { describe, expect, it } from 'vitest';
import { createRedactor } from './redactor.js';
import { readings, reduced, SPELLINGS } from './spellings.fixture.js';

const SECRET = 'CANARY-s3cr3t/+ü?"x';
const NAME = '欧阳娜';
const MARK = '‹redacted:api_secret›';

describe('trust row 1, 26: a known value is taken out of a text', () => {
  for (const [form, write] of SPELLINGS) {
    it(form, () => {
      for (const [kind, value] of [
        ['api_secret', SECRET],
        ['name', NAME],
      ] as const) {
        const text = `before ${write(value)} after`;
        const clean = createRedactor([{ kind, value }]).redact(text);
        expect(clean).toContain(`‹redacted:${kind}›`);
        expect(clean.startsWith('before ')).toBe(true);
        expect(clean.endsWith(' after')).toBe(true);
        for (const reading of readings(clean)) expect(reading).not.toContain(reduced(value));
      }
    });
  }

  it('wherever it stands in other data, in any of the forms', () => {
    const redactor = createRedactor([
      { kind: 'api_secret', value: SECRET },
      { kind: 'name', value: NAME },
    ]);
    // A fixed pseudo-random sequence, so that a failure comes again.
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % below;
    };
    const noise = (): string =>
      Array.from({ length: random(40) }, () => ' {}[]:,=&;ab01é世'.charAt(random(17))).join('');
    for (let round = 0; round < 500; round++) {
      const value = random(2) === 0 ? SECRET : NAME;
      const [form, write] = SPELLINGS[random(SPELLINGS.length)]!;
      const clean = redactor.redact(noise() + write(noise() + value + noise()) + noise());
      for (const reading of readings(clean)) expect(reading, `round ${round}: ${form}`).not.toContain(reduced(value));
    }
  });
});

describe('what stands in its place', () => {
  it('is the kind, and the rest of the text stays', () => {
    const redactor = createRedactor([{ kind: 'api_secret', value: 'abcd1234' }]);
    expect(redactor.redact('secret=abcd1234&x=1')).toBe('secret=‹redacted:api_secret›&x=1');
  });

  it('the longer value wins where one holds the other', () => {
    const redactor = createRedactor([
      { kind: 'short', value: 'token' },
      { kind: 'long', value: 'token-of-mine' },
    ]);
    expect(redactor.redact('a token-of-mine b token')).toBe('a ‹redacted:long› b ‹redacted:short›');
  });

  it('values that overlap leave no rest of either', () => {
    const redactor = createRedactor([
      { kind: 'one', value: 'abcdef' },
      { kind: 'two', value: 'defghijk' },
    ]);
    expect(redactor.redact('_abcdefghijk_')).toBe('_‹redacted:two›_');
  });

  it('a second pass changes nothing, even when a value is a word of the marker', () => {
    const redactor = createRedactor([
      { kind: 'name', value: 'name' },
      { kind: 'other', value: 'redacted' },
    ]);
    const once = redactor.redact('my name is redacted');
    expect(once).toBe('my ‹redacted:name› is ‹redacted:other›');
    expect(redactor.redact(once)).toBe(once);
  });

  it('a marker that the project did not write hides nothing', () => {
    expect(createRedactor([{ kind: 'key', value: 'abcd1234' }]).redact('‹redacted:abcd1234›')).toBe(
      '‹redacted:‹redacted:key››',
    );
  });

  it('JSON text stays JSON text, though the value begins like an escape or ends like one', () => {
    const cases: readonly (readonly [value: string, content: string])[] = [
      ['nabc', '\nabc'], // the text holds \nabc, which looks like the value after a backslash
      ['abc\\', 'abc\n'], // the text holds abc\n, where the value ends inside the escape
      ['abc\\', 'abc\\'],
      ['abc\\', 'abc"'],
      ['9000', '\u9000'], // the text of the escape itself
      ['"abc', 'x"abc'],
    ];
    for (const [value, content] of cases) {
      const redactor = createRedactor([{ kind: 'key', value }]);
      const escaped = JSON.stringify({ content }).replace('\u9000', '\\u9000');
      const parsed: unknown = JSON.parse(redactor.redact(escaped));
      expect(JSON.stringify(parsed)).not.toContain(JSON.stringify(value).slice(1, -1));
    }
  });
});

describe('which values are looked for', () => {
  it('Chinese names of two characters are', () => {
    expect(createRedactor([{ kind: 'name', value: '张三' }]).redact('姓名张三。')).toBe('姓名‹redacted:name›。');
  });

  it('ASCII of three characters, a single character of any kind and nothing at all are not', () => {
    const redactor = createRedactor([]);
    expect(redactor.add('key', 'abc')).toBe('too-short');
    expect(redactor.add('name', '张')).toBe('too-short');
    expect(redactor.add('name', '')).toBe('too-short');
    expect(redactor.add('key', 'abcd')).toBe('added');
    expect(redactor.redact('abc 张 abcd')).toBe('abc 张 ‹redacted:key›');
  });

  it('a value that becomes known later is taken out from then on', () => {
    const redactor = createRedactor([]);
    expect(redactor.redact('110101199003078515')).toBe('110101199003078515');
    redactor.add('idcard_number', '110101199003078515');
    expect(redactor.redact('110101199003078515')).toBe('‹redacted:idcard_number›');
  });

  it('a value with whitespace around it is found without them too', () => {
    expect(createRedactor([{ kind: 'name', value: ' 张三 ' }]).redact('name:张三')).toBe('name:‹redacted:name›');
  });

  it('a photo is found by its first bytes, and the rest of it goes too', () => {
    const photo = Uint8Array.from({ length: 900 }, (_, index) => (index * 151 + 7) % 256);
    const redactor = createRedactor([{ kind: 'photo', value: photo }]);
    const data = Buffer.from(photo);
    expect(redactor.redact(`"${data.toString('base64')}"`)).toBe('"‹redacted:photo›"');
    expect(redactor.redact(`"${Buffer.concat([Buffer.from('x'), data]).toString('base64url')}"`)).toMatch(
      /^"e?‹redacted:photo›"$/,
    );
    expect(redactor.redact(`<${data.toString('hex')}>`)).toBe('<‹redacted:photo›>');
    expect(redactor.redact(JSON.stringify(data))).toBe('{"type":"Buffer","data":[‹redacted:photo›]}');
    const lines = data.toString('base64').replace(/.{76}/g, '$&\n');
    expect(redactor.redact(`begin ${lines} end`)).toBe('begin ‹redacted:photo› end');
  });
});

describe('the counts', () => {
  it('name the kinds and never the values', () => {
    const redactor = createRedactor([
      { kind: 'name', value: '张三' },
      { kind: 'api_key', value: 'abcd' },
    ]);
    redactor.redact('张三 张三 abcd');
    redactor.redact('nothing here');
    redactor.redact('abcd');
    expect(redactor.counts()).toEqual([
      { kind: 'api_key', count: 2 },
      { kind: 'name', count: 2 },
    ]);
  });

  it('are empty as long as nothing was replaced', () => {
    expect(createRedactor([{ kind: 'api_key', value: 'abcd' }]).counts()).toEqual([]);
  });
});

it('what the texts of this test call the marker is the marker', () => {
  expect(createRedactor([{ kind: 'api_secret', value: SECRET }]).redact(SECRET)).toBe(MARK);
});
