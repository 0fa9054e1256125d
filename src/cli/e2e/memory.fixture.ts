import { readdirSync, readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 800;

/** The most memory that a process and all below it have had together, kB; 0 where the system does not tell. */
export interface MemoryWatch {
  /** Of the process alone. */
  readonly own: () => number;
  /** Of all together; a page that several of them share counts once. */
  readonly tree: () => number;
  end(): void;
}

/** Watches the memory of a process and its children from now on. */
export function watchMemory(pid: number | undefined): MemoryWatch {
  let own = 0;
  let tree = 0;
  const timer = setInterval(() => {
    own = Math.max(own, Number(/VmHWM:\s*(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0));
    const sizes = treeOf(String(pid)).map((one) => /^Pss:\s*(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0);
    tree = Math.max(
      tree,
      sizes.reduce<number>((sum, size) => sum + Number(size), 0),
    );
  }, LOOK_EVERY_MS);
  return { own: () => own, tree: () => tree, end: () => clearInterval(timer) };
}

/** A process and all below it. */
function treeOf(root: string): string[] {
  let all: string[] = [];
  try {
    all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    // Only Linux has it.
  }
  const children = new Map<string, string[]>();
  for (const pid of all) {
    const parent = /\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? '';
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid: string): string[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
