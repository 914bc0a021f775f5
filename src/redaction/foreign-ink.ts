import type { Raster } from './draw.ts';
import { toPixels } from './draw.ts';
import type { Regions } from './regions.ts';
import type { Box } from './snapshot.ts';

/** Below this a channel counts as ink: anti-aliasing leaves nothing darker outside a glyph. */
const WHITE = 250;
/** How far the glyphs of a text may reach out of its box, in pixels. */
const OVERHANG = 4;
/** How far something that could not be blanked may reach out of its box, in pixels. */
const SPREAD = 8;

/**
 * Whether the shot of a blanked page holds ink where none is expected: the sheet did not take, the page changed
 * under the shot, or something paints that the snapshot does not know. Rows without any ink, nearly all of them, cost one comparison.
 */
export function hasForeignInk({ width, height, channels, data }: Raster, { texts, obstacles }: Regions): boolean {
  const listed = texts.map((box) => outset(box, OVERHANG));
  const known = obstacles.map((box) => outset(box, SPREAD));
  const paper = Buffer.alloc(width * channels, 255);
  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels);
    if (paper.equals(row)) continue;
    const rest = Buffer.from(row);
    for (const box of listed.filter((each) => crosses(each, y))) whitenInk(rest, box, channels);
    for (const box of known.filter((each) => crosses(each, y))) whiten(rest, box, channels);
    if (!paper.equals(rest) && rest.some((channel) => channel < WHITE)) return true;
  }
  return false;
}

function outset({ x, y, width, height }: Box, by: number): Box {
  return toPixels({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });
}

const crosses = (box: Box, y: number): boolean => y >= box.y && y < box.y + box.height;

/** Takes the ink of listed text out of the columns of a box: whatever else was painted there stays, in one channel at least. */
function whitenInk(row: Uint8Array, { x, width }: Box, channels: number): void {
  const right = Math.min(row.length, (x + width) * channels);
  for (let at = Math.max(0, x) * channels; at < right; at += channels) {
    if (row[at] === 255 && row[at + 2] === 255) row[at + 1] = 255;
    else row.fill(0, at, at + 3);
  }
}

/** Takes the columns of a box out of one row. */
function whiten(row: Uint8Array, { x, width }: Box, channels: number): void {
  const left = Math.max(0, x) * channels;
  const right = Math.min(row.length, (x + width) * channels);
  if (right > left) row.fill(255, left, right);
}
