export function stampOf(root: string, folders: readonly string[]): string;
export function isUpToDate(root: string, stamp: string): boolean;
export function keepStamp(root: string, stamp: string): void;
