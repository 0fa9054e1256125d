/** The body of an answer: one JSON object. */
export function toJson(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields);
}
