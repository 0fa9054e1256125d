const MARKER = 0xff;
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** Frames of every coding; the codes between them that are none: tables and reserved ones. */
const isFrame = (code: number): boolean => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);

/**
 * What keeps bytes from being a JPEG that can be read: its segments are followed up to the picture (ITU-T T.81, annex B), which itself
 * is not decoded. Undefined when nothing does.
 */
export function jpegProblem(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'is empty';
  if (bytes[0] !== MARKER || bytes[1] !== START) return 'is no JPEG: it does not begin with FF D8';
  let size: { readonly width: number; readonly height: number } | undefined;
  let at = 2;
  for (;;) {
    // A marker may have any number of FF before it.
    while (bytes[at] === MARKER && bytes[at + 1] === MARKER) at += 1;
    const [sign, code, high, low] = bytes.subarray(at, at + 4);
    if (low === undefined || high === undefined || code === undefined) return 'is cut off before its picture';
    if (sign !== MARKER) return `is a broken JPEG: no marker at byte ${at}`;
    if (code === END) return 'is a JPEG without a picture';
    if (isFrame(code)) {
      const [, h1 = 0, h2 = 0, w1 = 0, w2 = 0] = bytes.subarray(at + 4, at + 9);
      size = { height: h1 * 256 + h2, width: w1 * 256 + w2 };
    }
    if (code === SCAN) break;
    const length = high * 256 + low;
    if (length < 2) return `is a broken JPEG: a segment of ${length} bytes at byte ${at}`;
    at += 2 + length;
  }
  if (size === undefined) return 'is a JPEG without a frame';
  // A height of 0 is told later, by its own marker.
  if (size.width === 0) return 'is a JPEG of no width';
  return endsIn(bytes, at) ? undefined : 'is a JPEG that is cut off: its end (FF D9) is missing';
}

function endsIn(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1) if (bytes[at] === MARKER && bytes[at + 1] === END) return true;
  return false;
}
