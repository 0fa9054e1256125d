import type { Account } from './accounts.js';
import type { Behaviours } from './behaviours.js';
import type { ContractLookup } from './contract-lookup.js';
import type { FormKind } from './endpoints/get-token/behaviours.js';
import type { Form } from './form/form.js';
import type { Photo } from './photo-inspector.js';

/** A request to an endpoint as its checks see it: parameters in raw bytes, the account of its key, the contract's data. */
export interface ApiRequest {
  readonly form: Form;
  /** How the parameters travelled; `other`: in no form that is known. */
  readonly encoding: FormKind | 'query';
  /** The account of `api_key`; undefined when there is none. */
  readonly account: Account | undefined;
  readonly contract: ContractLookup;
  readonly behaviours: Behaviours;
  /** The photos sent, in the page's order. Each is inspected once, when first asked for. */
  readonly photos: readonly SentPhoto[];
}

export interface SentPhoto {
  readonly name: string;
  inspect(): Promise<Photo>;
}
