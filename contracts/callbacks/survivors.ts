import type { Survivor } from '../../src/contract/survivor.js';

/** Breaks of rules of the callbacks that the page leaves open. Each is checked to be one still. */
export const survivors = [
  {
    break: 'callback.failure_reason:wrong-value',
    sentence: 'interrupt_in_mirro_state',
    why: 'The page names the reason and not what brings it about, so no scenario can; where it comes, its spelling is judged.',
  },
] as const satisfies readonly Survivor[];
