/** The formats the decoder may be asked to read. SVG is left out on purpose: it is a program, not a photo. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'heif';

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The image format that the first bytes promise, or `undefined`. File names and MIME types are never asked. */
export function sniffFormat(bytes: Uint8Array): ImageFormat | undefined {
  const head = ascii(bytes, 0, 8);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head === '\x89PNG\r\n\x1a\n') return 'png';
  if (head.startsWith('RIFF') && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  if (ascii(bytes, 4, 8) === 'ftyp') return 'heif';
  return undefined;
}
