export type FormKind = 'multipart' | 'urlencoded' | 'other';

/** The kind of form that a content type names; parameters such as `charset` do not matter. */
export function formKind(contentType: string): FormKind {
  const [type = ''] = contentType.split(';');
  const name = type.trim().toLowerCase();
  if (name === 'multipart/form-data') return 'multipart';
  return name === 'application/x-www-form-urlencoded' ? 'urlencoded' : 'other';
}
