import type { Raster, Rgb } from './draw.ts';
import { drawRound, drawTick, fillRaster, inkText, toPixels } from './draw.ts';
import type { Regions, Shape, ShapeKind, Tone } from './regions.ts';
import type { Box } from './snapshot.ts';

/** Fixed tones: nothing of the page's own colours can reach the picture. */
const PAGE: Rgb = [236, 239, 243];
const LOOKS: Readonly<Record<ShapeKind, { readonly fill: Rgb; readonly line: Rgb; readonly radius: number }>> = {
  panel: { fill: [255, 255, 255], line: [214, 219, 226], radius: 6 },
  alert: { fill: [253, 242, 241], line: [224, 176, 172], radius: 4 },
  field: { fill: [255, 255, 255], line: [138, 147, 161], radius: 3 },
  filled: { fill: [255, 255, 255], line: [138, 147, 161], radius: 3 },
  choice: { fill: [255, 255, 255], line: [138, 147, 161], radius: 2 },
  primary: { fill: [38, 84, 186], line: [38, 84, 186], radius: 4 },
  button: { fill: [255, 255, 255], line: [138, 147, 161], radius: 4 },
  bar: { fill: [198, 204, 214], line: [198, 204, 214], radius: 3 },
  media: { fill: [225, 229, 235], line: [198, 204, 214], radius: 3 },
};
const INKS: Readonly<Record<Tone, Rgb>> = {
  ink: [28, 36, 48],
  link: [38, 84, 186],
  alert: [158, 34, 26],
  hint: [112, 120, 133],
};
const ON_PRIMARY: Rgb = [255, 255, 255];

const VALUE = { width: 88, height: 8 };

/**
 * Draws the picture: a grey page, flat outlines, and of the shot nothing but the glyphs of listed texts, taken as coverage
 * (magenta on white) and inked anew.
 */
export function compose(canvas: Raster, shot: Raster, regions: Regions): void {
  fillRaster(canvas, PAGE);
  for (const shape of regions.shapes) drawShape(canvas, shape);
  const primaries = regions.shapes.filter(({ kind }) => kind === 'primary');
  for (const text of regions.texts) {
    const onPrimary = primaries.some((button) => holds(button, text));
    inkText(canvas, shot, { box: toPixels(text), color: onPrimary ? ON_PRIMARY : INKS[text.tone] });
  }
}

function drawShape(canvas: Raster, shape: Shape): void {
  const box = toPixels(shape);
  drawRound(canvas, box, LOOKS[shape.kind]);
  if (shape.kind === 'media') drawTick(canvas, box, LOOKS.media.line);
  if (shape.kind === 'filled') drawRound(canvas, valueBar(box), LOOKS.bar);
}

/** The bar of constant size that says "a value stands here". */
function valueBar({ x, y, width, height }: Box): Box {
  return {
    x: x + 10,
    y: y + Math.max(0, Math.round((height - VALUE.height) / 2)),
    width: Math.max(0, Math.min(VALUE.width, width - 20)),
    height: Math.min(VALUE.height, height),
  };
}

function holds(outer: Box, inner: Box): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}
