/** Where the liveness flow lives; from the vendor's other pages and public client code. */
export const LIVENESS_PAGE_PATH = '/faceid/liveness/v2/do';
export const GET_RESULT_PATH = '/faceid/lite/get_result';
/** Where the emulator's own page reports what happens; no API of the vendor. */
export const PAGE_EVENTS_PATH = '/faceid/liveness/v2/do/event';
