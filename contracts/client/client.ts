import type { Contract, Rule } from '../../src/contract/types.js';

/**
 * How firmly it stands what a client has to do. `stated`: the vendor's pages say so; `implied`: it follows from their tables and from
 * what a result means; `observed`: networks, proxies and services do such things, and the pages are silent; `always`: whatever happens.
 */
export type ClientStanding = 'stated' | 'implied' | 'observed' | 'always';

/** A rule for whoever calls the API. */
interface ClientRule {
  readonly id: string;
  readonly standing: ClientStanding;
  /** What the client has to do, in one sentence. */
  readonly title: string;
  /** How it shows that it does. */
  readonly outcome: string;
  /** Where it comes from: a section of a page, or the reason. */
  readonly source: string;
  /** Rules without which this one says nothing: where one of them is broken, this one is not judged. */
  readonly needs: readonly string[];
  /** Whether it takes `done` in the client file to judge. */
  readonly done?: true;
}

const TOKEN_PAGE = 'GetToken, URL and description';
const PARAMETERS = 'GetToken, parameters';
const ERRORS = 'GetToken, general table of errors';
const RESULT = 'GetResult, result fields';
const NETWORK = 'Seen of networks, proxies and services; the pages are silent';
const LOOSE = 'Answers of JSON services gain fields and change their order; the pages promise neither order nor length';

/** What a client of the API has to do, as data. */
export const clientRules = [
  {
    id: 'client.token',
    standing: 'stated',
    title: 'The plain request gets a token',
    outcome: '200 and a token',
    source: TOKEN_PAGE,
    needs: [],
  },
  {
    id: 'client.biz_no.unique',
    standing: 'stated',
    title: 'biz_no never comes twice: each check has its own',
    outcome: 'no token is asked for with the biz_no of another',
    source: PARAMETERS,
    needs: ['client.token'],
  },
  {
    id: 'client.token.once',
    standing: 'stated',
    title: 'A token is opened once, and only by the user',
    outcome: 'one opening of the page for each token',
    source: TOKEN_PAGE,
    needs: ['client.token'],
  },
  {
    id: 'client.retry',
    standing: 'stated',
    title: '500 INTERNAL_ERROR is tried again',
    outcome: 'a token after one and after two such answers',
    source: ERRORS,
    needs: ['client.token'],
  },
  {
    id: 'client.callback.form',
    standing: 'stated',
    title: 'Callbacks are taken as form POSTs with data and sign',
    outcome: 'notify_url answers 2xx, return_url answers 2xx or a redirect',
    source: PARAMETERS,
    needs: ['client.token'],
  },
  {
    id: 'client.signature',
    standing: 'stated',
    title: 'What comes with a wrong signature, with none, or changed under an old one is not believed',
    outcome: 'not verified',
    source: PARAMETERS,
    needs: ['client.verified'],
    done: true,
  },
  {
    id: 'client.signature.bytes',
    standing: 'stated',
    title: 'The signature is checked over data exactly as it came',
    outcome: 'verified, however the JSON text is set',
    source: PARAMETERS,
    needs: ['client.token', 'client.callback.form'],
    done: true,
  },
  {
    id: 'client.verified',
    standing: 'implied',
    title: 'A check that passed, rightly signed, ends verified',
    outcome: 'verified',
    source: RESULT,
    needs: ['client.token', 'client.callback.form'],
    done: true,
  },
  {
    id: 'client.retry.bounded',
    standing: 'implied',
    title: 'With 500 INTERNAL_ERROR for ever, it gives up within the limits',
    outcome: 'an end within seconds and tries of the limits',
    source: `${ERRORS}: "try again; if it goes on, contact the vendor"`,
    needs: ['client.token', 'client.errors.end'],
  },
  {
    id: 'client.errors.end',
    standing: 'implied',
    title: 'After each documented error the client comes to an end by itself',
    outcome: 'what began the check is answered within the limits',
    source: ERRORS,
    needs: ['client.token'],
  },
  {
    id: 'client.errors.page',
    standing: 'implied',
    title: 'Without a token no liveness page is opened, whatever the answer is',
    outcome: 'no address of the page',
    source: ERRORS,
    needs: ['client.token'],
  },
  {
    id: 'client.errors.repeat',
    standing: 'implied',
    title: 'After a documented error the same request is not sent again at once',
    outcome: 'one request',
    source: ERRORS,
    needs: ['client.token'],
  },
  {
    id: 'client.concurrency',
    standing: 'implied',
    title: 'After CONCURRENCY_LIMIT_EXCEEDED it waits before it tries again, or gives up',
    outcome: 'time between two tries, or one try',
    source: ERRORS,
    needs: ['client.token'],
  },
  {
    id: 'client.callback.order',
    standing: 'implied',
    title: 'Return before notification comes to the same end as notification before return',
    outcome: 'verified as well',
    source: PARAMETERS,
    needs: ['client.verified'],
    done: true,
  },
  {
    id: 'client.liveness.failed',
    standing: 'implied',
    title: 'A check that failed is never verified, whatever the reason',
    outcome: 'not verified',
    source: RESULT,
    needs: ['client.verified'],
    done: true,
  },
  {
    id: 'client.comparison.missing',
    standing: 'implied',
    title: 'A check without a comparison, or whose comparison failed, is never verified',
    outcome: 'not verified',
    source: RESULT,
    needs: ['client.verified', 'client.liveness.failed'],
    done: true,
  },
  {
    id: 'client.comparison.confidence',
    standing: 'implied',
    title: 'A confidence under every threshold is never verified',
    outcome: 'not verified',
    source: RESULT,
    needs: ['client.verified', 'client.liveness.failed'],
    done: true,
  },
  {
    id: 'client.notify.twice',
    standing: 'observed',
    title: 'The same notification twice changes nothing',
    outcome: 'verified, and it stays so',
    source: NETWORK,
    needs: ['client.verified'],
    done: true,
  },
  {
    id: 'client.notify.late',
    standing: 'observed',
    title: 'A notification that comes 30 s late still counts',
    outcome: 'verified in the end',
    source: NETWORK,
    needs: ['client.verified', 'client.callback.order'],
    done: true,
  },
  {
    id: 'client.notify.none',
    standing: 'observed',
    title: 'Without any notification the user who returns gets an answer',
    outcome: 'return_url answers, and the client goes on',
    source: NETWORK,
    needs: ['client.token', 'client.callback.form'],
  },
  {
    id: 'client.result.repeat',
    standing: 'observed',
    title: 'A result that is told only once is not lost when it is asked for again',
    outcome: 'verified, and it stays so',
    source: "Seen of the vendor's newer page: only the first GetResult for a check is answered",
    needs: ['client.verified'],
    done: true,
  },
  {
    id: 'client.result.errors',
    standing: 'implied',
    title: 'After each documented error of GetResult the client goes on, within the limits',
    outcome: 'no more requests than the limits allow, and the client answers',
    source: 'GetResult, errors',
    needs: ['client.token', 'client.callback.form', 'client.retry.bounded'],
  },
  {
    id: 'client.answer.slow',
    standing: 'observed',
    title: 'An answer that takes 25 s does not hold the client longer than the limits',
    outcome: 'an end within the limits',
    source: NETWORK,
    needs: ['client.token', 'client.errors.end'],
  },
  {
    id: 'client.answer.reset',
    standing: 'observed',
    title: 'A connection that is reset is survived',
    outcome: 'an end within the limits',
    source: NETWORK,
    needs: ['client.token', 'client.errors.end'],
  },
  {
    id: 'client.answer.truncated',
    standing: 'observed',
    title: 'Truncated JSON is survived',
    outcome: 'an end within the limits',
    source: NETWORK,
    needs: ['client.token', 'client.errors.end', 'client.answer.html'],
  },
  {
    id: 'client.answer.html',
    standing: 'observed',
    title: 'A 502 in HTML is survived',
    outcome: 'an end within the limits',
    source: NETWORK,
    needs: ['client.token', 'client.errors.end'],
  },
  {
    id: 'client.answer.empty',
    standing: 'observed',
    title: 'An empty body is survived',
    outcome: 'an end within the limits',
    source: NETWORK,
    needs: ['client.token', 'client.errors.end', 'client.answer.html', 'client.answer.truncated'],
  },
  {
    id: 'client.answer.unknown-field',
    standing: 'observed',
    title: 'A field that is not known does no harm',
    outcome: 'the page of the token',
    source: LOOSE,
    needs: ['client.token'],
  },
  {
    id: 'client.answer.field-order',
    standing: 'observed',
    title: 'Another order of the fields does no harm',
    outcome: 'the page of the token',
    source: LOOSE,
    needs: ['client.token'],
  },
  {
    id: 'client.answer.token-length',
    standing: 'observed',
    title: 'A token of another length is taken as it is',
    outcome: 'the page of that very token',
    source: LOOSE,
    needs: ['client.token'],
  },
  {
    id: 'client.secret',
    standing: 'always',
    title: 'The secret stands in no output and in no URL',
    outcome: 'nowhere but in what is sent to the API',
    source: 'Whoever has it signs notifications and spends the account',
    needs: [],
  },
  {
    id: 'client.identity',
    standing: 'always',
    title: 'No name, identity number or photo of a user stands in output or in a URL',
    outcome: 'nowhere but in what is sent to the API',
    source: 'They are personal data of the user',
    needs: [],
  },
] as const satisfies readonly ClientRule[];

/** The id of a rule for clients. */
export type ClientRuleId = (typeof clientRules)[number]['id'];

/** A rule with every field that it may have. */
export type AnyClientRule = ClientRule & { readonly id: ClientRuleId };

/** The rules, each with every field that it may have. */
export const anyClientRules: readonly AnyClientRule[] = clientRules;

/** The standings in the order of reports, and how they call the rules of each. */
export const CLIENT_STANDINGS: Readonly<Record<ClientStanding, string>> = {
  stated: 'Stated by the pages',
  implied: 'Implied',
  observed: 'Observed',
  always: 'Always',
};

/** The same as a contract, as reports show it beside those of the vendor. */
export const client: Contract = {
  id: 'client',
  name: 'Your client',
  endpoint: null,
  groups: Object.entries(CLIENT_STANDINGS).map(([id, title]) => ({ id: `client-${id}`, title })),
  parameters: [],
  answer: { fields: [], success: { word: 'end', text: 'an end', field: '' }, error: { kind: 'fields', code: 'code' } },
  errors: [],
  rules: anyClientRules.map(
    ({ id, standing, title, outcome, source }): Rule => ({
      id,
      group: `client-${standing}`,
      standing: standing === 'stated' ? 'stated' : 'implied',
      text: title,
      outcome,
      ...(standing === 'stated' ? { section: source } : { inferredFrom: source }),
    }),
  ),
  requests: {},
};
