import { loadSharp } from './load-sharp.js';
import type { Pixels } from './pixels.js';
import { type ImageFormat, sniffFormat } from './sniff-format.js';

/** `width` and `height` are those of the photo; `pixels` is a copy scaled down for the detector. */
export type Decoded =
  | { readonly readable: false; readonly reason: string }
  | {
      readonly readable: true;
      readonly format: ImageFormat;
      readonly width: number;
      readonly height: number;
      readonly pixels: Pixels;
    };

/** The detector's own input is a square of this many pixels a side; more would be scaled down there. */
const DETECTOR_SIDE = 512;
/** AVIF is decoded as a whole, at some 25 bytes a pixel, where other formats are read row by row or scaled down on the way. */
const HEIF_PIXELS = 16_000_000;

/**
 * Decodes a photo completely, so that damage anywhere in it shows. Never rejects for what is in the bytes: text, SVG,
 * a format sharp cannot read (BMP, HEIC), damaged data and more than `maxPixels` are all `readable: false`. Rejects with
 * `PhotosUnavailable` where sharp is not installed.
 *
 * The EXIF orientation is not applied: the vendor's page speaks of turned photos and says nothing of EXIF, so a photo
 * lies the way its pixels lie.
 */
export async function decode(bytes: Uint8Array, maxPixels: number, load = loadSharp): Promise<Decoded> {
  const format = sniffFormat(bytes);
  if (format === undefined) return unreadable('not an image of a known format');
  const sharp = await load();
  try {
    const most = format === 'heif' ? Math.min(maxPixels, HEIF_PIXELS) : maxPixels;
    const photo = sharp(bytes, { limitInputPixels: most, failOn: 'error' });
    const { width, height } = await photo.metadata();
    if (width * height > most) return unreadable(`${width} x ${height} pixels are more than ${most}`);
    const { data, info } = await photo
      .resize(DETECTOR_SIDE, DETECTOR_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const pixels = { data: inThreeChannels(data, info.channels), width: info.width, height: info.height };
    return { readable: true, format, width, height, pixels };
  } catch (error) {
    return unreadable(`damaged or unsupported ${format}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** sharp keeps grey pictures at one channel, whatever the colour space asked for. */
function inThreeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let i = 0; i < data.length / channels; i++) rgb.fill(data[i * channels]!, i * 3, i * 3 + 3);
  return rgb;
}

function unreadable(reason: string): Decoded {
  return { readable: false, reason };
}
