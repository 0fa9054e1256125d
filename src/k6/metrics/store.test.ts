import { describe, expect, it } from 'vitest';
import { MetricStore } from './store.js';
import type { TagContext } from './tag-context.js';

describe('the store of one thread', () => {
  it('does not grow with tags that a script makes up anew for each sample, and loses no sample', () => {
    const store = new MetricStore([], new Set(), undefined);
    const metric = store.declare({ name: 'my_counter', type: 'counter', contains: 'default' });
    const first = new WeakRef<TagContext>(store.context({ id: 'first' }));
    const inUse = store.context({ id: 'in use' });
    inUse.series(metric).add(1, 0);
    for (let id = 0; id < 25_000; id++)
      store
        .context({ id: String(id) })
        .series(metric)
        .add(1, 0);
    inUse.series(metric).add(1, 0);
    // The first context was let go: asked for again, it is another one.
    expect(store.context({ id: 'first' })).not.toBe(first.deref());
    expect(store.drain().metrics.map(({ key, delta }) => [key, delta])).toEqual([['my_counter', 25_002]]);
  });
});
