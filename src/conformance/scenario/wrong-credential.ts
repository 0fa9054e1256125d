import type { Faker } from '@faker-js/faker';
import { sayOfAnswers as say } from '../../sayings/answers.js';

type Wrong = 'random' | 'last character' | 'one character less' | 'one character more' | 'other account' | 'case';

/** The wrong credentials that give the right one away: whoever sees one of them has all of it, or all but a character. */
export function tellingCredentials(right: string): string[] {
  if (right === '') return [];
  return [lastChanged(right), right.slice(0, -1), `${right}0`, caseChanged(right)].filter((value) => value !== right);
}

function lastChanged(right: string): string {
  return right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
}

function caseChanged(right: string): string {
  return right.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

/** A key or secret that does not match, derived from the right one; or why there is none. */
export function wrongCredential(
  wrong: Wrong,
  right: string,
  others: readonly string[],
  faker: Faker,
): { value: string } | { notRun: string } {
  switch (wrong) {
    case 'random':
      return { value: faker.string.alphanumeric(right.length > 8 ? right.length : 32) };
    case 'last character':
      return { value: lastChanged(right) };
    case 'one character less':
      return right.length > 1 ? { value: right.slice(0, -1) } : { notRun: say('oneCharacter') };
    case 'one character more':
      return { value: `${right}0` };
    case 'case': {
      const value = caseChanged(right);
      return value === right ? { notRun: say('noLetters') } : { value };
    }
    case 'other account': {
      const value = others.find((other) => other !== right);
      return value === undefined ? { notRun: say('noSecondAccount') } : { value };
    }
  }
}
