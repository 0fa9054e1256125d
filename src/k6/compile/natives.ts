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

/** Functions that make a list of what the properties of an object hold. */
export const LISTS_MEMBERS: ReadonlySet<string> = new Set(['values', 'entries']);

/** Code that cannot wait: what it is, and what to write instead. */
export interface Impatient {
  readonly what: string;
  readonly cure: string;
}

const SORTED = 'fetch what it compares by first, into an array, and sort that';
const ACCESSOR: Impatient = { what: 'an accessor made with defineProperty()', cure: 'make it a method and call that' };

/** Functions of the language that call what they are given at once, and cannot wait for it: which argument that is. */
export const IMPATIENT_CALLS: Readonly<
  Record<string, Impatient & { readonly argument: number; readonly members?: ReadonlySet<string> | 'all' }>
> = {
  sort: { argument: 0, what: 'the function that sort() compares with', cure: SORTED },
  toSorted: { argument: 0, what: 'the function that toSorted() compares with', cure: SORTED },
  replace: { argument: 1, what: 'the function that replace() calls', cure: 'fetch the replacement before replace()' },
  replaceAll: {
    argument: 1,
    what: 'the function that replaceAll() calls',
    cure: 'fetch the replacement before replaceAll()',
  },
  parse: { argument: 1, what: 'the reviver of JSON.parse()', cure: 'parse first, and go through the result in a loop' },
  stringify: {
    argument: 1,
    what: 'the replacer of JSON.stringify()',
    cure: 'build the whole object first, and stringify that',
  },
  groupBy: { argument: 1, what: 'the function that groupBy() calls', cure: 'group in a for loop' },
  defineProperty: { argument: 2, members: new Set(['get', 'set']), ...ACCESSOR },
  Proxy: {
    argument: 1,
    members: 'all',
    what: 'the trap of a Proxy',
    cure: 'make it a method of an ordinary object',
  },
};

/** What fills a `SharedArray`. */
export const SHARED_ARRAY: Impatient = {
  what: 'what fills a SharedArray',
  cure: 'fetch it in setup(), and take it from the data that setup() returns',
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
  '[Symbol.toPrimitive]': 'call a method of another name yourself, before the value is needed',
  toJSON: 'build the whole object first, and stringify that',
};

/** What of k6's modules keeps the script waiting. */
export const BLOCKING: Readonly<Record<string, ReadonlySet<string>>> = {
  'k6/http': new Set([
    ...['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch'],
    ...['submitForm', 'clickLink'],
  ]),
  k6: new Set(['sleep']),
};

/** Methods of a response that send a request, and so block. */
export const SENDING_METHODS: ReadonlySet<string> = new Set(['submitForm', 'clickLink']);

/** Methods of what k6's modules return and of the console. */
export const K6_METHODS: ReadonlySet<string> = new Set([
  ...['json', 'html', ...SENDING_METHODS, 'add', 'update', 'digest'],
  ...['log', 'info', 'warn', 'error', 'debug', 'trace'],
]);
