import type { Contract } from '../../src/contract/types.js';

/** A contract's own texts in another language: its titles, rules and questions. Without a word for one of them it does not compile. */
export interface Words<Of extends Contract> {
  readonly name: string;
  readonly groups: Readonly<Record<Of['groups'][number]['id'], string>>;
  /** Of each rule its text and its documented outcome. */
  readonly rules: Readonly<Record<Of['rules'][number]['id'], readonly [text: string, outcome: string]>>;
  readonly questions: Readonly<Record<NonNullable<Of['openQuestions']>[number]['question'], string>>;
  /** Why an outcome was inferred, and the sections of the page. */
  readonly sources: Readonly<Record<Sources<Of['rules'][number]>, string>>;
}

type Sources<Rule> =
  | (Rule extends { readonly section: infer Section extends string } ? Section : never)
  | (Rule extends { readonly inferredFrom: infer Reason extends string } ? Reason : never);
