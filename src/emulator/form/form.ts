/** A field of a form in raw bytes, so that a wrong encoding can still be seen. */
export interface FormField {
  readonly bytes: Buffer;
  /** The file name of a multipart part; undefined for a text field. */
  readonly fileName: string | undefined;
}

/** The fields by name. Of a name sent twice the first counts. */
export type Form = ReadonlyMap<string, FormField>;

/** What became of a body: a form, or the reason why it is none. */
export type FormResult =
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The most fields a form may have; the API documents sixteen. */
export const MAX_FIELDS = 100;
