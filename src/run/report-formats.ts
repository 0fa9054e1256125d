/** The formats of `--report`, with the file in the run's folder that each goes to when none is named. */
export const REPORT_FILES = {
  junit: 'junit.xml',
  ctrf: 'ctrf.json',
  badge: 'badge.svg',
  /** Workflow commands of GitHub, to the standard output. */
  github: '',
  /** Markdown for the summary page of a job. */
  summary: 'summary.md',
} as const;

export type ReportFormat = keyof typeof REPORT_FILES;
export const REPORT_FORMATS = Object.keys(REPORT_FILES) as readonly ReportFormat[];
