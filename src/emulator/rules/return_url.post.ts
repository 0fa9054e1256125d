/** A form that the page submits by itself, with all fields hidden. */
export interface ReturnForm {
  readonly method: 'POST' | 'GET';
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * How the browser is sent to `return_url`: a form POST of `data` and `sign`. Undefined when the address is not http or
 * https, so that no `javascript:` ever becomes the action of a form.
 */
export function returnForm(returnUrl: string, data: string, sign: string): ReturnForm | undefined {
  if (!URL.canParse(returnUrl) || !/^https?:$/.test(new URL(returnUrl).protocol)) return undefined;
  return { method: 'POST', action: new URL(returnUrl).href, fields: { data, sign } };
}
