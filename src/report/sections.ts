import { changes } from './markup/changes.js';
import { scope } from './markup/counts.js';
import { failures } from './markup/failures.js';
import { history } from './markup/history.js';
import { soundLoad, troubledLoad } from './markup/load/section.js';
import { observations, questions } from './markup/questions.js';
import { notes, notRun, redactions, undecided, waived } from './markup/reasons.js';
import { rules } from './markup/rules.js';
import type { SectionRenderer } from './section.js';

/** The sections below the verdict, in the order in which the report tells them. */
export const sections: readonly SectionRenderer[] = [
  scope,
  failures,
  undecided,
  changes,
  history,
  troubledLoad,
  rules,
  soundLoad,
  questions,
  observations,
  waived,
  notRun,
  notes,
  redactions,
];
