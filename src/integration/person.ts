import { randomBytes, randomInt } from 'node:crypto';
import { checkCharacter } from '../conformance/scenario/idcard.js';
import type { Known } from './placeholders.js';

const FAMILY = '王李张刘陈杨赵黄周吴';
const GIVEN = '霁翀曦晟瑾琛玥旻珩睿';

/** A user that nobody is: a text that no other has, a name and an identity number. */
export function newPerson(): Record<'unique' | 'name' | 'idcard_number', string> & Known {
  const pick = (from: string) => from[randomInt(from.length)]!;
  const first17 = `110101199003${String(randomInt(1, 29)).padStart(2, '0')}${String(randomInt(1000)).padStart(3, '0')}`;
  return {
    unique: `fg${randomBytes(6).toString('hex')}`,
    name: `${pick(FAMILY)}${pick(GIVEN)}${pick(GIVEN)}`,
    idcard_number: `${first17}${checkCharacter(first17)}`,
  };
}
