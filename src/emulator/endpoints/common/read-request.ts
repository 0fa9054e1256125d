import { accounts } from '../../accounts.js';
import type { ApiRequest, SentPhoto } from '../../api-request.js';
import type { Behaviours } from '../../behaviours.js';
import type { ContractLookup } from '../../contract-lookup.js';
import type { Form } from '../../form/form.js';
import { fieldText } from '../../text.js';

/** The request that checks look at, made of its parameters: its account looked up. `photos`: ready to be inspected. */
export function readRequest(
  form: Form,
  encoding: ApiRequest['encoding'],
  contract: ContractLookup,
  behaviours: Behaviours,
  photos: readonly SentPhoto[] = [],
): ApiRequest {
  const key = fieldText(form, 'api_key');
  return { form, encoding, contract, behaviours, photos, account: accounts.find((account) => account.apiKey === key) };
}
