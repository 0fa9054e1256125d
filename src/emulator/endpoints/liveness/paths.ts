/** The page that a token opens; from the vendor's other pages and public client code. */
export const LIVENESS_PAGE_PATH = '/faceid/liveness/v2/do';
/** Where the emulator's own page reports what happens; no API of the vendor. */
export const PAGE_EVENTS_PATH = '/faceid/liveness/v2/do/event';
