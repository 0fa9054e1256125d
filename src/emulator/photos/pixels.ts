/** An upright picture as the detector takes it: RGB, 8 bits a channel, rows from the top. */
export type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** The picture turned clockwise by a quarter. */
export function turnByQuarter({ data, width, height }: Pixels): Pixels {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = (x * height + (height - 1 - y)) * 3;
      turned[to] = data[from]!;
      turned[to + 1] = data[from + 1]!;
      turned[to + 2] = data[from + 2]!;
    }
  }
  return { data: turned, width: height, height: width };
}
