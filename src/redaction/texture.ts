import type { Raster } from './draw.ts';

const WINDOW = 48;
const STRIDE = 24;
const MIDDLE = 128;

/**
 * Whether a raster holds something with the texture of a two-dimensional code: a window of 48 pixels in which every row
 * and column crosses the mid-level and a quarter to three quarters are dark. A decoder that finds nothing proves
 * nothing (half a QR code can be rebuilt by hand); this asks for the look instead.
 */
export function hasCodeTexture(raster: Raster): boolean {
  for (let top = 0; top + WINDOW <= raster.height; top += STRIDE) {
    for (let left = 0; left + WINDOW <= raster.width; left += STRIDE) {
      if (isCode(raster, (top * raster.width + left) * 3)) return true;
    }
  }
  return false;
}

/** Stops at the first flat line, which in a picture of text comes at once. */
function isCode(raster: Raster, from: number): boolean {
  const row = raster.width * 3;
  let total = 0;
  for (let line = 0; line < WINDOW; line += 1) {
    const across = countDark(raster.data, { from: from + line * row, step: 3 });
    if (isFlat(across) || isFlat(countDark(raster.data, { from: from + line * 3, step: row }))) return false;
    total += across;
  }
  const share = total / (WINDOW * WINDOW);
  return share >= 0.25 && share <= 0.75;
}

const isFlat = (count: number) => count === 0 || count === WINDOW;

function countDark(data: Uint8Array, { from, step }: { from: number; step: number }): number {
  let count = 0;
  for (let at = from; at < from + WINDOW * step; at += step) {
    const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
    if (sum < MIDDLE * 3) count += 1;
  }
  return count;
}
