/** The one export of a script with a top-level `await`: the promise of what it exports. */
export const LATER_EXPORTS = 'facegate:later';
