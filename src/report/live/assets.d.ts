/** Style and script of the page of a run under way, bundled of `../browser/` by scripts/page.mjs. */
export declare const style: string;
export declare const script: string;
