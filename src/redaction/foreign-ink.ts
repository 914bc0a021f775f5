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
 * under the shot, or something paints that the snapshot does not know.
 */
export function hasForeignInk(shot: Raster, { texts, obstacles }: Regions): boolean {
  const rest = { ...shot, data: new Uint8Array(shot.data) };
  for (const box of texts) whiten(rest, outset(box, OVERHANG));
  for (const box of obstacles) whiten(rest, outset(box, SPREAD));
  return !isWhite(rest.data);
}

/** Four bytes at a time, since nearly all of them are white. */
function isWhite(data: Uint8Array): boolean {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] !== 0xffffffff && hasInk(data.subarray(at * 4, at * 4 + 4))) return false;
  }
  return !hasInk(data.subarray(words.length * 4));
}

const hasInk = (data: Uint8Array) => data.some((channel) => channel < WHITE);

function outset({ x, y, width, height }: Box, by: number): Box {
  return toPixels({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });
}

function whiten({ width, height, data }: Raster, box: Box): void {
  const left = Math.max(0, box.x);
  const right = Math.min(width, box.x + box.width);
  const bottom = Math.min(height, box.y + box.height);
  for (let y = Math.max(0, box.y); y < bottom && right > left; y += 1) {
    data.fill(255, (y * width + left) * 3, (y * width + right) * 3);
  }
}
