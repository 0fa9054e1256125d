const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether objects and arrays stand in each other deeper than so many levels, in a text that may be JSON. To be asked before
 * the text is parsed: what is parsed may be walked by recursion, which has no such bound of its own.
 */
export function nestsDeeperThan(text: string, levels: number): boolean {
  // Most answers have fewer brackets than levels are allowed, and counting these is cheap.
  if (text.split('{').length + text.split('[').length - 2 <= levels) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > levels) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
