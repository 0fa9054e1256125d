import { createHash } from 'node:crypto';
import type { GroupDelta } from './metrics/store.js';

/** A group of a run as k6's summary shows it. */
export interface GroupNode {
  readonly name: string;
  /** `::outer::inner`; empty for the root. */
  readonly path: string;
  readonly id: string;
  readonly groups: readonly GroupNode[];
  readonly checks: readonly CheckNode[];
}

export interface CheckNode {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly passes: number;
  readonly fails: number;
}

interface Group {
  readonly path: string;
  readonly groups: Map<string, Group>;
  readonly checks: Map<string, { passes: number; fails: number }>;
}

/** The groups of a run with their checks, added up over threads. */
export class GroupTree {
  readonly #root: Group = newGroup('');

  add({ path, checks }: GroupDelta): void {
    let group = this.#root;
    const names = path.split('::').slice(1);
    for (const name of names) {
      let inner = group.groups.get(name);
      if (inner === undefined) {
        inner = newGroup(`${group.path}::${name}`);
        group.groups.set(name, inner);
      }
      group = inner;
    }
    for (const [name, passes, fails] of checks) {
      const tally = group.checks.get(name) ?? { passes: 0, fails: 0 };
      group.checks.set(name, { passes: tally.passes + passes, fails: tally.fails + fails });
    }
  }

  get root(): GroupNode {
    return nodeOf('', this.#root);
  }
}

function newGroup(path: string): Group {
  return { path, groups: new Map(), checks: new Map() };
}

function nodeOf(name: string, { path, groups, checks }: Group): GroupNode {
  return {
    name,
    path,
    id: idOf(path),
    groups: [...groups].map(([inner, group]) => nodeOf(inner, group)),
    checks: [...checks].map(([check, tally]) => ({
      name: check,
      path: `${path}::${check}`,
      id: idOf(`${path}::${check}`),
      ...tally,
    })),
  };
}

/** k6's ids are MD5 sums of paths. */
function idOf(path: string): string {
  return createHash('md5').update(path).digest('hex');
}
