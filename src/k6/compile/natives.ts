/** Methods of lists, maps and sets that call what they are given for each item, and can be made to wait for it. */
export const AWAITED_METHODS: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'filter',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'reduce',
  'reduceRight',
]);

/** Methods that call what they are given at once and cannot wait for it, and what to write instead. */
export const IMPATIENT_METHODS: Readonly<Record<string, { readonly what: string; readonly cure: string }>> = {
  sort: {
    what: 'the function that sort() compares with',
    cure: 'fetch what it compares by first, into an array, and sort that',
  },
  toSorted: {
    what: 'the function that toSorted() compares with',
    cure: 'fetch what it compares by first, into an array, and sort that',
  },
  replace: { what: 'the function that replace() calls', cure: 'fetch the replacement before replace() is called' },
  replaceAll: {
    what: 'the function that replaceAll() calls',
    cure: 'fetch the replacement before replaceAll() is called',
  },
  parse: { what: 'the reviver of JSON.parse()', cure: 'parse first, and go through the result in a loop' },
  stringify: { what: 'the replacer of JSON.stringify()', cure: 'build the whole object first, and stringify that' },
  groupBy: { what: 'the function that groupBy() calls', cure: 'group in a for loop' },
  defineProperty: { what: 'an accessor made with defineProperty()', cure: 'make it a method and call that' },
};

/** Methods that call what they are given later, when nothing else of the script runs. */
export const LATER_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally', 'setTimeout', 'setInterval']);

/** Names that built-in objects use, too: a method of the script's own of that name may not be meant. */
const BUILT_IN = [Object, Array, String, Number, Map, Set, Promise, RegExp, Date, Function, Symbol, JSON, Math, Reflect]
  .flatMap((owner) => [owner, 'prototype' in owner ? owner.prototype : {}])
  .flatMap((owner) => Object.getOwnPropertyNames(owner));

export const BUILT_IN_NAMES: ReadonlySet<string> = new Set(BUILT_IN);

/** Methods that the language calls by itself. */
export const LANGUAGE_CALLS: Readonly<Record<string, string>> = {
  toString: 'call a method of another name yourself, before the text is needed',
  valueOf: 'call a method of another name yourself, before the value is needed',
  toJSON: 'build the whole object first, and stringify that',
};

/** What of k6's modules keeps the script waiting. */
export const BLOCKING: Readonly<Record<string, ReadonlySet<string>>> = {
  'k6/http': new Set(['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch']),
  k6: new Set(['sleep']),
};
