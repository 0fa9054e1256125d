import { FAILURE_REASONS } from '../../contracts/callbacks/callbacks.js';
import type { ClientRuleId } from '../../contracts/client/client.js';
import { getResult } from '../../contracts/get-result/get-result.js';
import { getToken } from '../../contracts/get-token/get-token.js';
import type { ErrorCode } from '../contract/types.js';
import type { AnswerSpec } from '../emulator/double/answer-spec.js';
import type { TellOptions } from '../emulator/double/telling.js';
import type { Outcome } from '../emulator/endpoints/liveness/status.js';

/** What is looked at after a check was begun. */
export type Expectation =
  /** A token, callbacks that are taken, and with `done` a check that ends verified. */
  | 'plain'
  /** The request is sent again until it gets a token. */
  | 'retried'
  /** An end within the limits, although every answer is an error that asks to try again. */
  | 'gives up'
  /** An end after an error, without a page and without the same request at once. */
  | 'ends'
  /** Time between two tries. */
  | 'waits'
  /** The page of the very token. */
  | 'page'
  /** An end within the limits, whatever it is. */
  | 'survives'
  | 'verified'
  | 'not verified'
  /** The browser that returns gets an answer. */
  | 'returned'
  /** Requests for the result stay within the limits. */
  | 'result errors'
  /** A second check of the same user has a token and a serial number of its own. */
  | 'again';

/** What happens once the page was opened. */
export interface Walk {
  /** How the check ends; `open`: it does not, and what is told of it is forged. */
  readonly outcome: Outcome | 'open';
  /** What is told of the comparison in place of one that passed. */
  readonly comparison?: 'null' | 'error' | 'low';
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly do: 'notify' | 'return'; readonly how?: Pick<TellOptions, 'sign' | 'spaced'> }
  | { readonly do: 'pause'; readonly ms: number };

interface Answers {
  readonly answer: AnswerSpec;
  readonly times: number;
}

/** One check of the plan. */
export interface Row {
  /** Unique; the rules that it shows, the first of which names it. */
  readonly id: string;
  readonly rules: readonly ClientRuleId[];
  /** What is done to the client, as a case of its rule. */
  readonly name: string;
  readonly getToken: readonly Answers[];
  readonly getResult: readonly Answers[];
  readonly walk: Walk | undefined;
  readonly expects: Expectation;
  /** About how long it takes, where that is long: such rows begin first. */
  readonly seconds: number;
}

const ALWAYS = Number.POSITIVE_INFINITY;
const NOTIFY: Step = { do: 'notify' };
const RETURN: Step = { do: 'return' };
const PASS: Walk = { outcome: 'pass', steps: [NOTIFY, RETURN] };

type Given = Pick<Row, 'name' | 'expects'> & Partial<Row>;
function row(rules: ClientRuleId | readonly ClientRuleId[], given: Given): Row {
  const all = typeof rules === 'string' ? [rules] : rules;
  const slug = given.name.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '');
  return { id: `${all[0]}/${slug}`, rules: all, getToken: [], getResult: [], walk: undefined, seconds: 0, ...given };
}

/** An error as the page spells it, once for each reason; an argument that is a parameter is one that such a request has. */
function errorsOf(errors: readonly ErrorCode[]): string[] {
  const kept = errors.filter(({ signals }) => signals !== 'try again' && signals !== 'too many in flight');
  return kept.flatMap(({ status, code, argument = 'none' }) => {
    if (typeof argument !== 'string') return argument.map((reason) => `${status} ${code}:${reason}`);
    if (argument === 'none') return [`${status} ${code}`];
    return [
      `${status} ${code}${argument === 'parameter' ? `:${code.startsWith('IMAGE') ? 'image_ref1' : 'return_url'}` : ''}`,
    ];
  });
}

/** Those with which everything begins; what they show is needed to understand the others. */
export const firstRows: readonly Row[] = [
  row(['client.token', 'client.callback.form', 'client.verified'], {
    name: 'a plain check',
    walk: PASS,
    expects: 'plain',
  }),
  row('client.signature.bytes', {
    name: 'data with whitespace and escapes',
    walk: {
      outcome: 'pass',
      steps: [
        { do: 'notify', how: { spaced: true } },
        { do: 'return', how: { spaced: true } },
      ],
    },
    expects: 'verified',
  }),
  row(['client.token.once', 'client.biz_no.unique'], {
    name: 'a second check of the same user',
    walk: { outcome: 'fail', steps: [NOTIFY, RETURN] },
    expects: 'again',
  }),
];

/** The others, those that take long first. */
export const otherRows: readonly Row[] = [
  row('client.notify.late', {
    name: 'notified 30 s after the return',
    walk: { outcome: 'pass', steps: [RETURN, { do: 'pause', ms: 30_000 }, NOTIFY] },
    expects: 'verified',
    seconds: 31,
  }),
  row('client.answer.slow', {
    name: 'answered after 25 s',
    getToken: [{ answer: { delayMs: 25_000 }, times: 1 }],
    expects: 'survives',
    seconds: 25,
  }),
  row('client.retry.bounded', {
    name: '500 INTERNAL_ERROR for ever',
    getToken: [{ answer: '500 INTERNAL_ERROR', times: ALWAYS }],
    expects: 'gives up',
    seconds: 20,
  }),
  ...(
    [
      ['client.answer.reset', 'the connection is reset', { reset: true }],
      [
        'client.answer.truncated',
        'half of the JSON',
        { status: 200, body: '{"request_id": "1462257147,3149525e", "time_us', contentType: 'application/json' },
      ],
      [
        'client.answer.html',
        'HTML with 502',
        {
          status: 502,
          body: '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
        },
      ],
      ['client.answer.empty', 'nothing with 200', { status: 200, body: '', contentType: 'application/json' }],
    ] as const
  ).map(([rule, name, answer]) =>
    row([rule, 'client.errors.page'], {
      name,
      getToken: [{ answer, times: ALWAYS }],
      expects: 'survives',
      seconds: 10,
    }),
  ),
  row('client.retry', {
    name: '500 INTERNAL_ERROR once',
    getToken: [{ answer: '500 INTERNAL_ERROR', times: 1 }],
    expects: 'retried',
    seconds: 3,
  }),
  row('client.retry', {
    name: '500 INTERNAL_ERROR twice',
    getToken: [{ answer: '500 INTERNAL_ERROR', times: 2 }],
    expects: 'retried',
    seconds: 5,
  }),
  row('client.concurrency', {
    name: 'CONCURRENCY_LIMIT_EXCEEDED three times',
    getToken: [{ answer: '403 CONCURRENCY_LIMIT_EXCEEDED', times: 3 }],
    expects: 'waits',
    seconds: 5,
  }),
  ...errorsOf(getToken.errors).map((error) =>
    row(['client.errors.end', 'client.errors.page', 'client.errors.repeat'], {
      name: error,
      getToken: [{ answer: error, times: ALWAYS }],
      expects: 'ends',
    }),
  ),
  row('client.answer.unknown-field', {
    name: 'two fields more',
    getToken: [{ answer: { fields: { note: 'new', limits: { left: 12 } } }, times: 1 }],
    expects: 'page',
  }),
  row('client.answer.field-order', {
    name: 'the fields the other way round',
    getToken: [{ answer: { reversed: true }, times: 1 }],
    expects: 'page',
  }),
  ...([24, 64, 128] as const).map((length) =>
    row('client.answer.token-length', {
      name: `a token of ${length} characters`,
      // The driver puts a text of this length in its place.
      getToken: [{ answer: { fields: { token: 'x'.repeat(length) } }, times: 1 }],
      expects: 'page',
    }),
  ),
  row('client.callback.order', {
    name: 'return, then notification',
    walk: { outcome: 'pass', steps: [RETURN, { do: 'pause', ms: 300 }, NOTIFY] },
    expects: 'verified',
  }),
  row('client.notify.twice', {
    name: 'the same notification twice',
    walk: { outcome: 'pass', steps: [NOTIFY, NOTIFY, RETURN] },
    expects: 'verified',
  }),
  row('client.notify.none', { name: 'return alone', walk: { outcome: 'pass', steps: [RETURN] }, expects: 'returned' }),
  ...(
    [
      ['a notification with the signature of another secret', 'notify', 'wrong'],
      ['a notification without a signature', 'notify', 'none'],
      ['a notification changed from failure to success', 'notify', 'of the failure'],
      ['a return with the signature of another secret', 'return', 'wrong'],
      ['a return changed from failure to success', 'return', 'of the failure'],
    ] as const
  ).map(([name, by, sign]) =>
    row('client.signature', {
      name,
      walk: { outcome: 'open', steps: [{ do: by, how: { sign } }] },
      expects: 'not verified',
    }),
  ),
  ...FAILURE_REASONS.map((reason) =>
    row('client.liveness.failed', {
      name: reason,
      walk: { outcome: reason, steps: [NOTIFY, RETURN] },
      expects: 'not verified',
    }),
  ),
  ...(['null', 'error'] as const).map((comparison) =>
    row('client.comparison.missing', {
      name: comparison === 'null' ? 'verify_result is null' : 'verify_result is {"error": …}',
      walk: { ...PASS, comparison },
      expects: 'not verified',
    }),
  ),
  row('client.comparison.confidence', {
    name: 'confidence 12.3',
    walk: { ...PASS, comparison: 'low' },
    expects: 'not verified',
  }),
  row('client.result.repeat', {
    name: 'RESULT_NOT_FOUND from the second time on',
    walk: PASS,
    getResult: [
      { answer: '200', times: 1 },
      { answer: '400 RESULT_NOT_FOUND', times: ALWAYS },
    ],
    expects: 'verified',
  }),
  ...[...errorsOf(getResult.errors), '500 INTERNAL_ERROR'].map((error) =>
    row('client.result.errors', {
      name: error,
      walk: PASS,
      getResult: [{ answer: error, times: ALWAYS }],
      expects: 'result errors',
    }),
  ),
];

/** Every row. */
export const rows: readonly Row[] = [...firstRows, ...otherRows];
