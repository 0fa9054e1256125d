/** Style and script of the page, bundled of `browser/` by scripts/build.mjs: free of what would end their element early. */
export declare const style: string;
export declare const script: string;
