/** The sections of the vendor's page, in English. */
export const URL_SECTION = 'URL';
export const INTRO = 'Description';
export const PARAMETERS = 'Parameters';
export const FIELDS = 'Answer: fields';
export const OWN_ERRORS = 'Errors: GetToken';
export const COMMON_ERRORS = 'Errors: general';

/** The row of the general error table from which the outcome of a too long or unreadable value is inferred. */
export const BAD_ROW = '400 BAD_ARGUMENTS:<key>: "a parameter could not be parsed (…), or is too long"';
