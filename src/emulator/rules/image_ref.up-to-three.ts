import { comparisonType } from '../decisions.js';
import type { Form } from '../form/form.js';
import type { GetTokenRequest } from '../request.js';

/**
 * Which photos of a form are looked at: `image_ref1` to `image_ref3` with `comparison_type` 0 and 1, each of them
 * optional beside the others. Other numbers are ignored, and so is a file field that a browser left empty.
 */
export function photosOf(request: Pick<GetTokenRequest, 'form' | 'figures'>): readonly string[] {
  const type = comparisonType(request.form);
  if (type !== '0' && type !== '1') return [];
  return request.figures.photoNames.filter((name) => isSent(request.form, name));
}

function isSent(form: Form, name: string): boolean {
  const field = form.get(name);
  return field !== undefined && (field.bytes.length > 0 || Boolean(field.fileName));
}
