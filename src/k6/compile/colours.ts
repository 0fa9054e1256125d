import type { AnyNode } from 'acorn';
import type { Site } from './calls.js';
import { type Enclosing, enclosingOf, impatienceOf } from './enclosing-function.js';
import type { Slot, Surety } from './flow.js';
import { BLOCKING, type Impatient } from './natives.js';
import type { FunctionNode, Program } from './program.js';
import { constructorOf } from './syntax.js';
import type { Values } from './values.js';

/** Which functions wait for a request or for time to pass, and which calls have to be waited for. */
export interface Colours {
  readonly waiting: ReadonlySet<FunctionNode>;
  readonly awaited: ReadonlySet<AnyNode>;
  /** A line for each call that waits where nothing can: place, what, cure. */
  readonly refusals: readonly string[];
}

interface Colour {
  surety: Surety;
  /** The call in it that waits. */
  via: Site;
}

/** Follows calls back from what blocks to everything that thereby waits. */
export function colour(program: Program, values: Values): Colours {
  const colours = new Map<FunctionNode, Colour>();
  const refusals = new Map<AnyNode, string>();

  const best = (slot: Slot, made: boolean): Surety | undefined => {
    let found: Surety | undefined;
    for (const [value, surety] of slot.values) {
      let own: Surety | undefined;
      if (value.kind === 'function') own = colours.get(value.node)?.surety;
      else if (value.kind === 'export' && !made) own = BLOCKING[value.module]?.has(value.name) ? 'surely' : undefined;
      if (own === undefined) continue;
      if (own === 'surely' && surety === 'surely') return 'surely';
      found = 'maybe';
    }
    return found;
  };

  const refuse = (site: Site, { what, cure }: Impatient): void => {
    if (refusals.has(site.node)) return;
    refusals.set(
      site.node,
      `${program.places.at(site.node.start)}: ${wordsFor(site)} cannot wait in ${what}: ${cure}, or run with --engine k6`,
    );
  };

  /** `http.get()`, or `login() (which comes to http.post())`. */
  const wordsFor = (site: Site): string => {
    const called = calledText(program, site.node);
    const seen = new Set<Site>([site]);
    let at = site;
    for (;;) {
      const next = [at.callee, ...at.callbacks.map(({ slot }) => slot)]
        .flatMap((slot) => [...slot.values.keys()])
        .map((value) => (value.kind === 'function' ? colours.get(value.node)?.via : undefined))
        .find((via) => via !== undefined && !seen.has(via));
      if (next === undefined || isBlocking(at)) break;
      seen.add(next);
      at = next;
    }
    return at === site ? called : `${called} (which comes to ${calledText(program, at.node)})`;
  };

  const suretyOf = (site: Site): Surety | undefined => {
    const { node, callee, callbacks } = site;
    const called = node.type === 'NewExpression' ? undefined : best(callee, false);
    if (called === 'surely') return called;
    let found = called;
    for (const { slot, impatient } of callbacks) {
      const surety = best(slot, false);
      if (surety === undefined) continue;
      if (impatient === undefined) {
        if (surety === 'surely') return surety;
        found = surety;
      } else if (surety === 'surely' && functionsIn(callee).length === 0) {
        for (const value of slot.values.keys()) {
          const via = value.kind === 'function' ? colours.get(value.node)?.via : undefined;
          if (via !== undefined) refuse(via, impatient);
        }
      }
    }
    return found;
  };

  const enclosures = new Map(values.sites.map((site) => [site, enclosingOf(program, site.node)]));
  const hurried = hurriedFunctions(values.sites, enclosures);
  const raise = (node: FunctionNode, surety: Surety, via: Site): boolean => {
    const known = colours.get(node);
    if (known?.surety === 'surely' || known?.surety === surety) return false;
    // What has to answer at once is left as it is while it only may wait: most often it does not.
    if (surety === 'maybe' && hurried.has(node)) return false;
    colours.set(node, { surety, via });
    return true;
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const site of values.sites) {
      const surety = suretyOf(site);
      const enclosing = enclosures.get(site)!;
      if (surety !== undefined) {
        if ('in' in enclosing) {
          if (surety === 'maybe' && program.places.inLibrary(site.node.start)) continue;
          changed = raise(enclosing.in, surety, site) || changed;
        } else if (surety === 'surely') refuse(site, enclosing);
      }
    }
  }

  const waiting = new Set(colours.keys());
  const awaited = new Set<AnyNode>();
  for (const site of values.sites) {
    const enclosing = enclosures.get(site)!;
    if (site.node.type === 'NewExpression') {
      for (const [value, surety] of site.callee.values) {
        const made =
          value.kind === 'class' ? constructorOf(value.node) : value.kind === 'function' ? value.node : undefined;
        if (made !== undefined && surety === 'surely' && colours.get(made)?.surety === 'surely')
          refuse(
            site,
            impatienceOf(program, made) ?? {
              what: 'a constructor',
              cure: 'move it into a method, and call that after new',
            },
          );
      }
    }
    if (!('in' in enclosing) || !waiting.has(enclosing.in)) continue;
    const surety = suretyOf(site);
    if (surety === undefined || (surety === 'maybe' && program.places.inLibrary(site.node.start))) continue;
    awaited.add(site.node);
  }
  return { waiting, awaited, refusals: [...refusals.values()] };
}

/** Functions that are called where nothing can wait, and what they call in turn. */
function hurriedFunctions(sites: readonly Site[], enclosures: ReadonlyMap<Site, Enclosing>): ReadonlySet<FunctionNode> {
  const hurried = new Set<FunctionNode>();
  const called = new Map<FunctionNode, FunctionNode[]>();
  for (const site of sites) {
    const enclosing = enclosures.get(site)!;
    const at = functionsIn(site.callee);
    const patient = site.callbacks.filter(({ impatient }) => impatient === undefined);
    for (const { slot, impatient } of site.callbacks)
      if (impatient !== undefined) for (const node of functionsIn(slot)) hurried.add(node);
    for (const node of [...at, ...patient.flatMap(({ slot }) => functionsIn(slot))]) {
      if (!('in' in enclosing)) hurried.add(node);
      else called.set(enclosing.in, [...(called.get(enclosing.in) ?? []), node]);
    }
  }
  for (const node of hurried) for (const next of called.get(node) ?? []) hurried.add(next);
  return hurried;
}

function functionsIn(slot: Slot): FunctionNode[] {
  return [...slot.values].flatMap(([value, surety]) =>
    value.kind === 'function' && surety === 'surely' ? [value.node] : [],
  );
}

function isBlocking({ callee }: Site): boolean {
  return [...callee.values.keys()].some((value) => value.kind === 'export' && BLOCKING[value.module]?.has(value.name));
}

/** The call as it stands in the source, without what it is given. */
function calledText(program: Program, node: Site['node']): string {
  const target = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
  const text = program.code.slice(target.start, target.end);
  return text.length > 60 || text.includes('\n') ? 'this call' : `${text}()`;
}
