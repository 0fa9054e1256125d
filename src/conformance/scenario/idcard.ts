import type { Faker } from '@faker-js/faker';
import type { IdcardNumber } from '../../contract/types.js';

const AREAS = ['110101', '310104', '320102', '330106', '420106', '440305', '510107', '610113'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return CHECK_CHARACTERS[sum % 11]!;
}

/** Whether a person can have this identity number: its form, its birth date and its check character are right. */
export function mayBeIdcardNumber(text: string): boolean {
  const [, year, month, day] = /^\d{6}(\d{4})(\d\d)(\d\d)\d{3}[\dXx]$/.exec(text) ?? [];
  if (year === undefined || checkCharacter(text.slice(0, 17)) !== text[17]!.toUpperCase()) return false;
  return Number(year) < 2100 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

/** An identity number: valid, then changed as the scenario says. Deterministic for a seeded faker. */
export function makeIdcardNumber(faker: Faker, change: IdcardNumber): string {
  const { put, insert, length } = change;
  const last = change.last ?? ((put ?? insert ?? length) ? 'digit' : undefined);
  let number = drawNumber(faker, change.fault, last);
  if (length !== undefined) number = number.padEnd(length, faker.string.numeric(18)).slice(0, length);
  const characters = [...number];
  if (put !== undefined) characters[put[0] - 1] = put[1];
  if (insert !== undefined) characters.splice(insert[0] - 1, 0, insert[1]);
  return characters.join('');
}

function drawNumber(faker: Faker, fault: IdcardNumber['fault'], last: IdcardNumber['last']): string {
  for (;;) {
    const first17 = faker.helpers.arrayElement(AREAS) + birthDate(faker, fault) + faker.string.numeric(3);
    const check = checkCharacter(first17);
    if (last === 'digit' && check === 'X') continue;
    if ((last === 'X' || last === 'x') && check !== 'X') continue;
    if (fault === 'wrong check digit') return first17 + (check === 'X' ? '0' : String((Number(check) + 1) % 10));
    return first17 + (last === 'x' ? 'x' : check);
  }
}

function birthDate(faker: Faker, fault: IdcardNumber['fault']): string {
  const year = faker.number.int({ min: 1950, max: 2003 });
  if (fault === 'impossible birth date') return `${year}1332`;
  const day = `${two(faker.number.int({ min: 1, max: 12 }))}${two(faker.number.int({ min: 1, max: 28 }))}`;
  return fault === 'birth date in the future' ? `2190${day}` : `${year}${day}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
