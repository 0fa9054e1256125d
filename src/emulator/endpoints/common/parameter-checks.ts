import type { ApiRequest } from '../../api-request.js';
import type { Refusal } from '../../refusal.js';
import { countCharacters, fieldText, isPresent } from '../../text.js';

/** `MISSING_ARGUMENTS` when a parameter is absent or empty. */
export function refuseAbsent(request: ApiRequest, name: string): Refusal | undefined {
  return isPresent(request.form, name) ? undefined : { code: 'MISSING_ARGUMENTS', argument: name };
}

/** `BAD_ARGUMENTS` when a parameter is longer than the contract's limit, counted in the limit's unit. */
export function refuseTooLong(request: ApiRequest, name: string): Refusal | undefined {
  return isTooLong(request, name) ? { code: 'BAD_ARGUMENTS', argument: name } : undefined;
}

/** Whether a parameter is longer than the contract's limit. Text that is not UTF-8 has no characters to count. */
export function isTooLong(request: ApiRequest, name: string): boolean {
  const { limit } = request.contract.parameter(name);
  const field = request.form.get(name);
  if (!limit || !field) return false;
  if (limit.unit === 'bytes') return field.bytes.length > limit.max;
  const text = fieldText(request.form, name);
  return text !== undefined && countCharacters(text) > limit.max;
}

/** Whether the value is one of those that the contract lists. */
export function isListedValue(request: ApiRequest, name: string): boolean {
  const value = fieldText(request.form, name);
  return value !== undefined && (request.contract.parameter(name).values ?? []).includes(value);
}

/** Whether a parameter was sent as text that is not an absolute http or https address. */
export function isNoWebAddress(request: ApiRequest, name: string): boolean {
  const text = fieldText(request.form, name);
  if (text === undefined || !URL.canParse(text)) return true;
  const { protocol } = new URL(text);
  return protocol !== 'http:' && protocol !== 'https:';
}

/** Whether an account with this key and secret exists. An unknown key and a wrong secret get the same answer. */
export function refuseMismatch({ account, form }: ApiRequest): Refusal | undefined {
  const matches = account !== undefined && account.apiSecret === fieldText(form, 'api_secret');
  return matches ? undefined : { code: 'AUTHENTICATION_ERROR' };
}

/** Refuses an account that may not call this API. */
export function refuseDenied({ account }: ApiRequest): Refusal | undefined {
  return account?.mayCall === false ? { code: 'AUTHORIZATION_ERROR', argument: 'Denied.' } : undefined;
}
