import type { Form } from './form/form.js';
import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';
import { countCharacters, fieldText, isPresent } from './text.js';

/** The value of `comparison_type`; undefined when it was not sent. */
export function comparisonType(form: Form): string | undefined {
  return fieldText(form, 'comparison_type');
}

/** Whether the contract asks for the parameter in this request, by its `required` entry. */
export function isRequired(request: GetTokenRequest, name: string): boolean {
  const { required } = request.figures.parameter(name);
  if (typeof required === 'string') return required === 'always';
  return required.includes(comparisonType(request.form) ?? '');
}

/** `MISSING_ARGUMENTS` when the contract asks for the parameter and it is absent or empty. */
export function refuseMissing(request: GetTokenRequest, name: string): Refusal | undefined {
  if (!isRequired(request, name) || isPresent(request.form, name)) return undefined;
  return { code: 'MISSING_ARGUMENTS', argument: name };
}

/** `BAD_ARGUMENTS` when a parameter is longer than the contract's limit, counted in the limit's unit. */
export function refuseTooLong(request: GetTokenRequest, name: string): Refusal | undefined {
  return isTooLong(request, name) ? { code: 'BAD_ARGUMENTS', argument: name } : undefined;
}

/** Whether a parameter is longer than the contract's limit. Text that is not UTF-8 has no characters to count. */
export function isTooLong(request: GetTokenRequest, name: string): boolean {
  const { limit } = request.figures.parameter(name);
  const field = request.form.get(name);
  if (!limit || !field) return false;
  if (limit.unit === 'bytes') return field.bytes.length > limit.max;
  const text = fieldText(request.form, name);
  return text !== undefined && countCharacters(text) > limit.max;
}

/** Whether the value is one of those that the contract lists. */
export function isListedValue(request: GetTokenRequest, name: string): boolean {
  const value = fieldText(request.form, name);
  return value !== undefined && (request.figures.parameter(name).values ?? []).includes(value);
}

/** Whether a parameter was sent as text that is not an absolute http or https address. */
export function isNoWebAddress(request: GetTokenRequest, name: string): boolean {
  const text = fieldText(request.form, name);
  if (text === undefined || !URL.canParse(text)) return true;
  const { protocol } = new URL(text);
  return protocol !== 'http:' && protocol !== 'https:';
}
