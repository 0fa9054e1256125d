import type { Account } from './accounts.js';
import type { Figures } from './figures.js';
import type { Form } from './form/form.js';
import type { Photo } from './photo-inspector.js';
import type { Pieces } from './pieces.js';

/** A request for a token as the rules see it: the form in raw bytes, the account of its key, the contract's figures. */
export interface GetTokenRequest {
  readonly form: Form;
  /** The account of `api_key`; undefined when there is none. */
  readonly account: Account | undefined;
  readonly figures: Figures;
  readonly pieces: Pieces;
  /** The photos sent, in the page's order. Each is inspected once, when first asked for. */
  readonly photos: readonly { readonly name: string; inspect(): Promise<Photo> }[];
}
