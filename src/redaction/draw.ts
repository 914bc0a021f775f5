import type { Box } from './snapshot.ts';

/** Pixels, 8 bits per channel, rows from the top: red, green and blue for three channels, alpha behind them for four. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array;
}

export type Rgb = readonly [number, number, number];

export interface Look {
  readonly fill: Rgb;
  readonly line: Rgb;
  readonly radius: number;
}

/** Makes all of a raster one color. */
export function fillRaster(raster: Raster, color: Rgb): void {
  const { width, data } = raster;
  drawRow(raster, { x: 0, y: 0, width, height: 1 }, color);
  for (let done = width * 3; done < data.length; done *= 2)
    data.copyWithin(done, 0, Math.min(done, data.length - done));
}

/** A box on whole pixels. */
export function toPixels({ x, y, width, height }: Box): Box {
  const left = Math.round(x);
  const top = Math.round(y);
  return { x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top };
}

/** A filled box with a line of one pixel and cut corners, clipped to the raster. */
export function drawRound(raster: Raster, box: Box, look: Look): void {
  for (let row = 0; row < box.height; row += 1) {
    const cut = cutAt(Math.min(row, box.height - 1 - row), look.radius);
    const edge = row === 0 || row === box.height - 1;
    const rim = Math.max(1, cutAt(Math.min(row, box.height - 1 - row) - 1, look.radius) - cut);
    drawRow(raster, { x: box.x + cut, y: box.y + row, width: box.width - 2 * cut, height: 1 }, look.line);
    if (edge) continue;
    drawRow(raster, { x: box.x + cut + rim, y: box.y + row, width: box.width - 2 * (cut + rim), height: 1 }, look.fill);
  }
}

/** How many pixels a round corner takes from this row, counted from the nearer edge. */
function cutAt(row: number, radius: number): number {
  if (row < 0 || row >= radius) return 0;
  const rise = radius - row - 0.5;
  return Math.round(radius - Math.sqrt(radius * radius - rise * rise));
}

function drawRow({ width, height, data }: Raster, row: Box, color: Rgb): void {
  const left = Math.max(0, row.x);
  const pixels = Math.min(width, row.x + row.width) - left;
  if (row.y < 0 || row.y >= height || pixels <= 0) return;
  const from = (row.y * width + left) * 3;
  data.set(color, from);
  for (let done = 3; done < pixels * 3; done *= 2) {
    data.copyWithin(from + done, from, from + Math.min(done, pixels * 3 - done));
  }
}

/** Two diagonals: "a picture stood here". */
export function drawTick(raster: Raster, box: Box, color: Rgb): void {
  for (let row = 0; row < box.height; row += 1) {
    const x = Math.round((row / box.height) * box.width);
    drawRow(raster, { x: box.x + x, y: box.y + row, width: 2, height: 1 }, color);
    drawRow(raster, { x: box.x + box.width - 2 - x, y: box.y + row, width: 2, height: 1 }, color);
  }
}

/** Lays the glyphs of one box of `shot` (magenta on white) over the raster in this color. One pixel is added at each side for overhang. */
export function inkText(raster: Raster, shot: Raster, { box, color }: { box: Box; color: Rgb }): void {
  const left = Math.max(0, box.x - 1);
  const right = Math.min(raster.width, box.x + box.width + 1);
  const bottom = Math.min(raster.height, box.y + box.height);
  for (let y = Math.max(0, box.y); y < bottom; y += 1) {
    const row = y * raster.width;
    for (let pixel = row + left; pixel < row + right; pixel += 1) inkPixel(raster, shot, { pixel, color });
  }
}

function inkPixel({ data }: Raster, shot: Raster, { pixel, color }: { pixel: number; color: Rgb }): void {
  // Green alone tells the coverage: the other two channels of a glyph are full, see `foreign-ink.ts`.
  const paper = shot.data[pixel * shot.channels + 1] ?? 255;
  if (paper === 255) return;
  for (let channel = 0; channel < 3; channel += 1) {
    const at = pixel * 3 + channel;
    data[at] = Math.round(((data[at] ?? 0) * paper + (color[channel] ?? 0) * (255 - paper)) / 255);
  }
}
