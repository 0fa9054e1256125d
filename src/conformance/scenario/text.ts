import type { Faker } from '@faker-js/faker';
import type { Alphabet } from '../../contract/types.js';

const BYTES: Readonly<Record<Alphabet, number>> = { ascii: 1, digits: 1, cjk: 3, emoji: 4 };

/** So many random characters of an alphabet: ASCII letters, digits, CJK ideographs (U+4E00..U+9FA5), or emoji (U+1F600..U+1F64F). */
export function makeChars(faker: Faker, chars: number, of: Alphabet): string {
  if (of === 'ascii') return faker.string.alpha({ length: chars, casing: 'lower' });
  if (of === 'digits') return faker.string.numeric({ length: chars, allowLeadingZeros: false });
  const [min, max] = of === 'cjk' ? [0x4e00, 0x9fa5] : [0x1f600, 0x1f64f];
  let text = '';
  for (let count = 0; count < chars; count += 1) text += String.fromCodePoint(faker.number.int({ min, max }));
  return text;
}

/** A text of exactly so many UTF-8 bytes: as many characters of the alphabet as fit, the rest ASCII letters. */
export function makeBytes(faker: Faker, bytes: number, of: Alphabet): string {
  const chars = Math.floor(bytes / BYTES[of]);
  return makeChars(faker, chars, of) + makeChars(faker, bytes - chars * BYTES[of], 'ascii');
}

/** Whether a person can have this name: of letters, and of so many characters at the most. */
export function mayBeName(text: string, longest: number): boolean {
  return [...text].length <= longest && /^[\p{L}\p{M}· .'-]*$/u.test(text);
}
