import type { Chooser } from '../../testing/mangle.js';

/**
 * What programs are made of. `$e` is an expression, `$b` some statements, `$n` a number, `$l` a name of the template's own;
 * `$1` and `$2` are names that begin here, which `$E` and `$B` know as parameters of a function and `$K` as what a loop
 * counts; `$d` is a variable that what follows knows; `$A` is the body of an async function.
 */
const EXPRESSIONS = [
  '($e + $e)',
  '($e * $e)',
  '($e - $e)',
  '($e < $e ? $e : $e)',
  '($e === $e ? $e : $e)',
  '($e && $e)',
  '($e || $e)',
  '(($e) ?? $e)',
  '($e, $e)',
  '-($e)',
  '+!$e',
  '(typeof $e).length',
  '`${$e}x${$e}`.length',
  '[$e, $e][$n % 2]',
  '({ a: $e, b: $e }).b',
  '({ [`k${$e}`]: $e, z: $e }).z',
  'Math.max(...[$e, $e], $e)',
  '+[$e, $e].includes($e)',
  '(state.a = $e)',
  '(state.b += $e)',
  '(state.c ??= $e)',
  '(state[`${"a"}`] -= $e)',
  '(state.list.push($e), state.list.length)',
  '(($1, $2) => $E)($e, $e)',
  '(($1, $2 = 2) => { $B return $E; })($e)',
  '(function ($1) { $B return $E; })($e)',
  '((...all) => { let [$1, $2 = 3] = all; return $E; })($e)',
  '(({ a: $1, b: [$2] }) => $E)({ a: $e, b: [$e] })',
  '(($1) => ($2) => $E)($e)($e)',
  '(function ($1) { return $E; }).call(null, $e)',
  '(function ($1, $2) { return $E; }).apply(null, [$e, $e])',
  '(function ($1) { return $E; }).bind(null, $e)()',
  '({ own($1) { $B return $E; } }).own($e)',
  "({ v: 2, own($1) { return this.v + $E; } })['own']($e)",
  '({ own: ($1) => $E })?.own($e)',
  '((texts, $1) => texts.length + $E)`a${$e}b`',
  '[$e, $e].map(($1, $2) => $E).reduce((a, b) => a + b, 0)',
  '[$e, $e].flatMap(($1) => [$E, $E]).length',
  '[$e, 1, 2].filter(($1) => $E).length',
  '+[$e, 3].some(($1) => $E)',
  '+[$e, 3].every(($1) => $E)',
  '([$e, 3].find(($1) => $E) ?? 9)',
  '[$e, 3].findLastIndex(($1) => $E)',
  '[1, $e].reduce(($1, $2) => $E, $e)',
  '[1, $e].reduceRight(($1, $2) => $E, $e)',
  '([$e, 7].forEach(($1) => { $B }), 5)',
  '(new Map([[1, $e], [2, 3]]).forEach(($1, $2) => { $B }), 4)',
  'Array.from({ length: 2 }, ($1, $2) => $E).length',
  'Object.entries({ x: $e, y: 2 }).map(([$1, $2]) => $E).length',
  '[3, 1, $e].sort((a, b) => a - b)[0]',
  "(group('$l', () => $E) ?? 1)",
  "(http.batch([['GET', U + '?$l'], U + '?$l']).length + $e)",
];

/** Calls of the program's own functions, in the order in which they are made: none calls a later one. */
const CALLS = ['first($e, $e)', 'second.go($e)', 'third($e)'];

const AWAITING = [
  '(await $e)',
  '(await (async () => { $A return $e; })())',
  '(await Promise.resolve($e).then(($1) => $E))',
  '(await new Promise((done) => { done($E); $B }))',
  '(await Promise.reject($e).catch(($1) => $E).finally(() => { $B }))',
];

const STATEMENTS = [
  "log('$l', $e);",
  "log('$l', $e);",
  '$e;',
  'let $d = $e;',
  'let { $d, ...$l } = { $d: $e, y: $e };',
  'if ($e) { $b } else { $b }',
  'if ($e > 1) { $b }',
  'for (let $1 = 0; $1 < 2; $1 += 1) { $K }',
  'for (let $1 = 0, $2 = $e; $1 < 2 && $e < 9; $1 += 1) { $K }',
  'for (const $1 of [$e, $e, 1]) { $K if ($e > 3) continue; $K if ($e > 4) break; }',
  "for (const $1 in { a: $e, b: $e }) { $K log('$l', $1); }",
  '{ let $1 = 0; while ($1++ < 2 && $e !== 3) { $K } }',
  '{ let $1 = 0; do { $K } while (++$1 < 2 && $e); }',
  '$l: for (const $1 of [1, $e]) for (const $2 of [$e, 2]) { $K if ($e > 3) continue $l; $K if ($e > 4) break $l; }',
  'switch ($e) { case $e: $b case 1: { $b } break; case $e: default: { $b } }',
  "try { $b if ($e > 2) throw $e; } catch (error) { log('$l', error); $b }",
  'try { $b } finally { $b }',
  "try { $b } catch { $b } finally { log('$l', $e); }",
  "const $l = ($1) => { $B return $E; }; log('$l', $l($e)); state.kept.push($l);",
  "function $l($1) { if ($1 > 2) return $E; $B return $E; } log('$l', $l($e)); state.kept.push($l);",
  "if (state.kept.length > 0) log('$l', state.kept.pop()($e));",
  'for (const [name, act] of Object.entries({ $l: ($1) => $E, other: ($2) => $E })) log(name, act($e));',
  "{ const acts = [($1) => $E, ($2) => $E]; log('$l', acts[1]($e) + acts.map((act) => act(1)).length); }",
  "class $l { #n = $n; static of($1) { return $E; } add($1) { this.#n += $E; return this.#own($1); } #own($1) { return this.#n + $E; } get n() { return this.#n; } } log('$l', new $l().add($e) + $l.of($e) + new $l().n);",
  "class $l { add($1) { $B return $E; } } class $l_ extends $l { add($1) { return super.add($1) + $E; } } log('$l', new $l_().add($e));",
  "check($e, { '$l': (value) => value > 1 });",
  '[state.a, state.b] = [$e, $e];',
  '({ a: state.a = 4, b: state.b } = { b: $e });',
  'sleep(0.001);',
];

const DEPTH = 3;

interface Scope {
  readonly variables: readonly string[];
  readonly counters: readonly string[];
  readonly awaits: boolean;
  /** How many of CALLS may be made here. */
  readonly calls: number;
}

/** A program of blocking calls in odd places; `http` is the address of the module they come from. */
export function randomProgram(choose: Chooser, http: string): string {
  let names = 0;
  const fresh = (prefix: string) => {
    names += 1;
    return `${prefix}${names}`;
  };
  const awaits = choose.often(0.3);

  function fill(template: string, depth: number, scope: Scope, declared: string[] = []): string {
    const own = { l: fresh('l'), d: fresh('d'), 1: fresh('p'), 2: fresh('p') };
    const params = [own[1], own[2]].filter((_, index) => template.includes(`$${index + 1}`));
    const inFunction = { ...scope, variables: [...scope.variables, ...params], awaits: false };
    const inLoop = { ...scope, counters: [...scope.counters, ...params] };
    if (template.includes('$d')) declared.push(own.d);
    return template.replaceAll(/\$([ebnldEBKA12])/g, (_, kind: string) => {
      if (kind === 'e') return expression(depth - 1, scope);
      if (kind === 'E') return expression(depth - 1, inFunction);
      if (kind === 'b' || kind === 'A') return statements(depth - 1, scope);
      if (kind === 'B') return statements(depth - 1, inFunction);
      if (kind === 'K') return statements(depth - 1, inLoop);
      if (kind === 'n') return String(choose.below(5));
      return own[kind as keyof typeof own];
    });
  }

  function expression(depth: number, scope: Scope): string {
    if (depth <= 0) return leaf(scope);
    const { variables } = scope;
    if (variables.length > 0 && choose.often(0.1))
      return `(${choose.pick(variables)} ${choose.pick(['=', '+=', '||=', '??='])} ${expression(depth - 1, scope)})`;
    const calls = CALLS.slice(0, scope.calls);
    const templates = scope.awaits && choose.often(0.3) ? AWAITING : [...EXPRESSIONS, ...calls, ...calls];
    return fill(choose.pick(templates), depth, scope);
  }

  function leaf({ variables, counters }: Scope): string {
    const known = [...variables, ...counters, String(choose.below(5))];
    return choose.pick([
      choose.pick(known),
      choose.pick(known),
      `ask(${choose.pick(known)})`,
      `http.get(U + '?${fresh('q')}').status % 5`,
    ]);
  }

  function statements(depth: number, scope: Scope): string {
    let variables = scope.variables;
    let text = '';
    for (let left = 1 + choose.below(2); left > 0; left -= 1) {
      const declared: string[] = [];
      const template = depth <= 0 ? choose.pick(STATEMENTS.slice(0, 4)) : choose.pick(STATEMENTS);
      text += `${fill(template, depth, { ...scope, variables }, declared)} `;
      variables = [...variables, ...declared];
    }
    return text;
  }

  const begin = { variables: [], counters: [], awaits: false };
  const [one, two, three] = ['(function ($1) { $B return $E; })', '($1) => $E', '($1) => { $B return $E; }'].map(
    (template, calls) => fill(template, DEPTH, { ...begin, calls }),
  );
  const body = Array.from({ length: 3 }, () => statements(DEPTH, { ...begin, awaits, calls: CALLS.length }));
  return `import http from '${http}';
import { check, group, sleep } from 'k6';
const U = __ENV.TARGET + '/status/200';
let asked = 0;
const state = { a: 1, b: 2, list: [], kept: [] };
const log = (what, value) => { console.log(what + ' ' + (value?.message ?? value)); return value; };
function ask(value) {
  asked += 1;
  if (asked > 40) throw new Error('asked enough');
  const { status } = http.get(U + '?' + asked);
  log('asked' + asked, value);
  return (status + asked) % 7;
}
function first(a, b = 2) { return ${one}(a) + b; }
const second = { go: ${two} };
const wrapped = (act) => (...args) => { const result = act(...args); log('wrapped', result); return result; };
const third = wrapped(${three});
export default ${awaits ? 'async ' : ''}function () {
  try {
    ${body.join('\n    ')}
  } catch (error) {
    log('thrown', error);
  }
  log('end', JSON.stringify(state));
}
`;
}
