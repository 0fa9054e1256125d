import { describe, expect, it } from 'vitest';
import { PointSink } from './points.js';
import { RequestTags } from './request-series.js';
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

  it('gives samples of the same tags one place, found again without making it up anew', () => {
    const store = new MetricStore([], new Set(), undefined);
    const user = store.context({ scenario: 'a', group: '' });
    const step = user.with({ step: 'one', scene: 4 });
    expect(step.tags).toEqual({ scenario: 'a', group: '', step: 'one', scene: '4' });
    expect(user.with({ step: 'one', scene: '4' })).toBe(step);
    expect(store.context({ scene: '4', step: 'one', group: '', scenario: 'a' })).toBe(step);
    expect(user.with({ step: 'two' }).tags.step).toBe('two');
    expect(() => user.with({ step: null })).toThrow('the tag "step" is null');
  });

  it('lets go of what was found under a set of tags, too, when it forgets', () => {
    const store = new MetricStore([], new Set(), undefined);
    const user = store.context({ scenario: 'a' });
    const first = user.with({ order: 'first', step: 'one' });
    for (let order = 0; order < 6000; order++) user.with({ order: String(order), step: 'one' });
    expect(user.with({ order: 'first', step: 'one' })).not.toBe(first);
  });

  it('keeps kinds of request apart by the tags that matter, whatever signs stand in them', () => {
    const place = (store: MetricStore, own: Record<string, string>) =>
      store.context({}).request(new RequestTags('GET', 'http://a/', 'http://a/', 200, 'HTTP/1.1', '', '', 0, true, own))
        .reqs;
    const all = new MetricStore([], new Set(), new PointSink(() => {}, 0));
    expect(place(all, { a: 'x\nb' })).not.toBe(place(all, { 'a\nx': 'b' }));
    expect(place(all, { a: 'b', c: 'd' })).not.toBe(place(all, { a: 'b\nc\nd' }));
    const one = new MetricStore(['http_reqs{step:one}'], new Set(), undefined);
    expect(place(one, { step: 'one', user: '1' })).toBe(place(one, { step: 'one', user: '2' }));
    expect(place(one, { step: 'one' })).not.toBe(place(one, { step: 'two' }));
  });
});
