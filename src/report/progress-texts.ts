import { count } from './format.js';

/** A target as the first line of a run names it. */
interface NamedTarget {
  readonly name: string;
  readonly url: string;
}

/** What a run says in the terminal before it sends anything, and while it lasts. */
export const progressTexts = {
  /** Between the parts of a line. */
  join: ', ',
  contract: (selected: number, all: number, { name, url }: NamedTarget, seed: number) =>
    `${selected} of ${all} scenarios against ${name} (${url}), seed ${seed}`,
  gate: ({ name, url }: NamedTarget, stages: string, seed: number) =>
    `gate on ${name} (${url}): ${stages}; seed ${seed}`,
  load: (command: string, { name, url }: NamedTarget, engine: string) =>
    `${command} against ${name} (${url}), engine ${engine}`,
  client: (rules: number, all: number, file: string) => `${rules} of ${all} rules for the client of ${file}`,
  yourClient: (file: string) => `your client: ${file}`,
  stage: {
    contract: (scenarios: number) => `${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}`,
    latency: 'latency',
    limit: 'limit',
  },
  plan: {
    requests: (total: number, ofBudget: number | null) =>
      ofBudget === null ? `about ${total} requests` : `about ${total} of the ${ofBudget} requests of the budget`,
    part: {
      contract: (requests: number) => `${requests} for the contract`,
      latency: (requests: number) => `${requests} for latency`,
      limit: (requests: number) => `${requests} for the limit`,
    },
    whole: (requests: string, parts: string, time: string, cost: string) =>
      `${requests}: ${parts}; about ${time}${cost === '' ? '' : `, ${cost}`}`,
  },
  upTo: (requests: number, seconds: number, atMost: boolean) =>
    `up to ${requests} ${requests === 1 ? 'request' : 'requests'} in ${atMost ? 'at most ' : ''}${seconds} s`,
  cases: {
    done: (done: number, total: number) => `${done} of ${total} cases`,
    failed: (cases: number) => `${cases} failed`,
    notRun: (cases: number) => `${cases} not run`,
    undecided: (cases: number) => `${cases} undecided`,
    left: (seconds: number) => `about ${seconds} s left`,
  },
  requests: {
    sent: (requests: number) => `${requests} requests`,
    rate: (rate: string) => `${rate}/s`,
    warmingUp: 'warming up',
    errors: (requests: number) => `${requests} errors`,
    refused: (requests: number) => `${requests} refused`,
    dropped: (requests: number) => `${requests} dropped`,
    round: (level: number, outcome: string) => `${level} at once ${outcome}`,
    left: (seconds: number) => `${seconds} s left`,
    elapsed: (seconds: number) => `${seconds} s`,
  },
  checks: (done: number, total: number, name: string) => `${done} of ${total} checks: ${name}`,
  windingDown: (signal: string) =>
    `interrupted (${signal}): winding down and writing the report; once more to stop at once`,
  listed: (scenarios: number) =>
    `${scenarios === 1 ? 'one scenario' : `${count(scenarios)} scenarios`}; nothing was sent`,
  proposed: (file: string) => `Proposed deviations: ${file}; complete and sign those that are accepted`,
  samples: (samples: number) => `${count(samples)} ${samples === 1 ? 'sample' : 'samples'}`,
  watch: {
    begun: ({ name, url }: NamedTarget, taken: number, file: string, toCome: number | undefined) =>
      `watching ${name} (${url}): ${taken} samples in ${file}${toCome === undefined ? '' : `, ${toCome} to come`}; Ctrl-C ends it`,
    last: (samples: number, outcome: string, ms: number) =>
      `${samples} ${samples === 1 ? 'sample' : 'samples'}, the last: ${outcome}, ${ms} ms`,
  },
};
