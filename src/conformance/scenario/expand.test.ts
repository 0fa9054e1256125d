import { describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { type ExpandContext, expandRequest, type RequestPlan } from './expand.js';
import { checkCharacter } from './idcard.js';
import type { RequestForm } from './types.js';

const context: ExpandContext = {
  contract: getToken,
  nonce: 'n0',
  credentials: {
    full: { apiKey: 'the-key', apiSecret: 'The-Secret-1' },
    denied: { apiKey: 'other-key', apiSecret: 'other-secret' },
  },
  photo: (name) =>
    name === 'tiny'
      ? { missing: 'no photo "tiny"' }
      : {
          bytes: Buffer.from(name),
          fileName: `${name}.jpg`,
          source: `fixtures/images/${name}.jpg`,
          type: 'image/jpeg',
        },
  returnUrl: 'https://example.com/return',
  notifyUrl: 'https://example.com/notify',
};

function expand(form: RequestForm, id = 'rule/name', attempt = 0): RequestPlan {
  const plan = expandRequest(id, form, attempt, context);
  if ('notRun' in plan) throw new Error(plan.notRun);
  return plan;
}

function text(plan: RequestPlan, name: string): string | undefined {
  const part = plan.parts.find((candidate) => candidate.name === name);
  return part === undefined ? undefined : Buffer.from(part.value).toString('utf8');
}

describe('a base is a complete, valid request', () => {
  it.each([
    ['liveness-only', ['api_key', 'api_secret', 'comparison_type', 'return_url', 'notify_url', 'biz_no']],
    [
      'own-photo',
      ['api_key', 'api_secret', 'comparison_type', 'uuid', 'image_ref1', 'return_url', 'notify_url', 'biz_no'],
    ],
    [
      'data-source',
      [
        'api_key',
        'api_secret',
        'comparison_type',
        'idcard_name',
        'idcard_number',
        'return_url',
        'notify_url',
        'biz_no',
      ],
    ],
  ] as const)("%s has the parameters of its group, in the page's order", (base, names) => {
    expect(expand({ base }).parts.map(({ name }) => name)).toEqual(names);
  });
});

describe('a scenario changes it in one place', () => {
  it('leaves parameters out', () => {
    expect(text(expand({ without: ['biz_no'] }), 'biz_no')).toBeUndefined();
  });

  it.each([
    // value                             characters  bytes
    [{ chars: 33, of: 'ascii' }, 33, 33],
    [{ chars: 33, of: 'cjk' }, 33, 99],
    [{ chars: 33, of: 'emoji' }, 33, 132],
    [{ bytes: 128, of: 'ascii' }, 128, 128],
    [{ bytes: 128, of: 'cjk' }, 44, 128],
    [{ bytes: 129, of: 'emoji' }, 33, 129],
  ] as const)('%j has %i characters and %i bytes', (value, characters, bytes) => {
    const sent = text(expand({ with: { biz_no: value } }), 'biz_no')!;
    expect([[...sent].length, Buffer.byteLength(sent)]).toEqual([characters, bytes]);
  });

  it('sends bytes that are no text as they are', () => {
    const part = expand({ base: 'data-source', with: { idcard_name: { hex: 'cdf5ceb0' } } }).parts.find(
      ({ name }) => name === 'idcard_name',
    );
    expect(Buffer.from(part!.value).toString('hex')).toBe('cdf5ceb0');
  });

  it.each([
    ['random', /^[A-Za-z0-9]{12}$/],
    ['last character', /^The-Secret-0$/],
    ['one character less', /^The-Secret-$/],
    ['one character more', /^The-Secret-10$/],
    ['case', /^tHE-sECRET-1$/],
    ['other account', /^other-secret$/],
  ] as const)('a wrong secret (%s) is never the right one', (wrong, pattern) => {
    expect(text(expand({ with: { api_secret: { wrong } } }), 'api_secret')).toMatch(pattern);
  });

  it('says why it cannot be run', () => {
    expect(expandRequest('r/n', { as: 'limited' }, 0, context)).toEqual({
      notRun: 'no credentials for the role "limited"',
    });
    expect(expandRequest('r/n', { with: { image_ref1: { photo: 'tiny' } } }, 0, context)).toEqual({
      notRun: 'no photo "tiny"',
    });
  });
});

describe('identity numbers', () => {
  it("knows the check character of the standard's own examples", () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
  });

  it.each([
    [{}, /^\d{17}[\dX]$/],
    [{ last: 'X' }, /^\d{17}X$/],
    [{ last: 'x' }, /^\d{17}x$/],
    [{ last: 'digit' }, /^\d{18}$/],
    [{ length: 17 }, /^\d{17}$/],
    [{ length: 19 }, /^\d{19}$/],
    [{ put: [1, 'A'] }, /^A\d{17}$/],
    [{ put: [18, 'Y'] }, /^\d{17}Y$/],
    [{ insert: [7, ' '] }, /^\d{6} \d{12}$/],
    [{ insert: [19, '\n'] }, /^\d{18}\n$/],
    [{ fault: 'impossible birth date' }, /^\d{6}\d{4}1332\d{3}[\dX]$/],
  ] as const)('%j', (idcard, pattern) => {
    expect(text(expand({ base: 'data-source', with: { idcard_number: { idcard } } }), 'idcard_number')).toMatch(
      pattern,
    );
  });

  it('has the right check digit, unless a wrong one is asked for', () => {
    const number = (fault?: 'wrong check digit') =>
      text(
        expand({ base: 'data-source', with: { idcard_number: { idcard: fault === undefined ? {} : { fault } } } }),
        'idcard_number',
      )!;
    expect(number()[17]).toBe(checkCharacter(number().slice(0, 17)));
    expect(number('wrong check digit')[17]).not.toBe(checkCharacter(number('wrong check digit').slice(0, 17)));
  });
});

describe('values', () => {
  it('are the same for the same nonce, case and attempt, whatever was made before', () => {
    const first = expand({ base: 'data-source' });
    expand({ base: 'own-photo' }, 'another/case');
    expect(expand({ base: 'data-source' })).toEqual(first);
  });

  it('differ from case to case and from attempt to attempt', () => {
    const numbers = [expand({}), expand({}, 'rule/other'), expand({}, 'rule/name', 1)].map((plan) =>
      text(plan, 'biz_no'),
    );
    expect(new Set(numbers).size).toBe(3);
  });

  it('that must stay out of reports are named', () => {
    const kinds = expand({ base: 'data-source', with: { image_ref1: { photo: 'one face' } } }).sensitive.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['api_key', 'api_secret', 'idcard_name', 'idcard_number', 'photo']);
  });
});

describe('a unique text', () => {
  it('has a part of its own for every request, and keeps the rest', () => {
    const form: RequestForm = { with: { biz_no: { unique: ' a{}b ' } } };
    const [first, second] = [0, 1].map((attempt) => text(expand(form, 'rule/name', attempt), 'biz_no'));
    expect(first).toMatch(/^ a[0-9A-Za-z]{12}b $/);
    expect(second).not.toBe(first);
    expect(text(expand(form), 'biz_no')).toBe(first);
  });

  it('may be of digits alone', () => {
    expect(text(expand({ with: { biz_no: { chars: 20, of: 'digits' } } }), 'biz_no')).toMatch(/^[1-9]\d{19}$/);
  });
});

describe('what a request may show of names and numbers', () => {
  it.each<[string, string, RequestForm['with'], boolean]>([
    // what                              parameter        value                                                              kept out
    ['a valid number', 'idcard_number', { idcard_number: { idcard: {} } }, true],
    ['a valid number ending in x', 'idcard_number', { idcard_number: { idcard: { last: 'x' } } }, true],
    ['a number given as a text', 'idcard_number', { idcard_number: '1101' }, true],
    ['a number that is too short', 'idcard_number', { idcard_number: { idcard: { length: 17 } } }, false],
    ['a letter in it', 'idcard_number', { idcard_number: { idcard: { put: [9, 'b'] } } }, false],
    ['a wrong check digit', 'idcard_number', { idcard_number: { idcard: { fault: 'wrong check digit' } } }, false],
    ['no birth date', 'idcard_number', { idcard_number: { idcard: { fault: 'impossible birth date' } } }, false],
    [
      'a birth date to come',
      'idcard_number',
      { idcard_number: { idcard: { fault: 'birth date in the future' } } },
      false,
    ],
    ['a drawn name', 'idcard_name', {}, true],
    ['a name given as a text', 'idcard_name', { idcard_name: '王小明'.repeat(20) }, true],
    ['a name given in bytes', 'idcard_name', { idcard_name: { hex: 'e78e8b' } }, true],
    ['a name of 32 characters', 'idcard_name', { idcard_name: { chars: 32, of: 'cjk' } }, true],
    ['a name of 33 characters', 'idcard_name', { idcard_name: { chars: 33, of: 'cjk' } }, false],
    ['a name of emoji', 'idcard_name', { idcard_name: { chars: 2, of: 'emoji' } }, false],
    ['bytes that are no text', 'idcard_name', { idcard_name: { hex: 'cdf5' } }, false],
  ])('%s', (_what, name, changes, keptOut) => {
    const { parts, sensitive } = expand({ base: 'data-source', with: changes ?? {} });
    expect(parts.find((part) => part.name === name)?.hides === undefined).toBe(!keptOut);
    expect(sensitive.some(({ kind }) => kind === name)).toBe(keptOut);
  });
});
