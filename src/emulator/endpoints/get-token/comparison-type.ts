import type { Form } from '../../form/form.js';
import { fieldText } from '../../text.js';

/** The value of `comparison_type`; undefined when it was not sent. */
export function comparisonType(form: Form): string | undefined {
  return fieldText(form, 'comparison_type');
}
