import { createHash } from 'node:crypto';
import { withCanvas } from './canvas.ts';
import { compose } from './compose.ts';
import type { Raster } from './draw.ts';
import { hasForeignInk } from './foreign-ink.ts';
import { decodeImage, encodeImage, isBarePng, pixelSha256 } from './image.ts';
import type { Picture } from './picture.ts';
import { withheld } from './picture.ts';
import type { Regions } from './regions.ts';
import { hasCodeTexture } from './texture.ts';

/** A shot (PNG) of a covered page, the size of the viewport in CSS pixels, and what stands where in it. */
export interface Exposure {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly regions: Regions;
}

/** Makes the picture: of the shot nothing but listed glyphs, checked before and after it is drawn and encoded. */
export async function develop({ png, width, height, regions }: Exposure): Promise<Picture> {
  const shot = await decodeImage(png);
  if (shot.width !== width || shot.height !== height || shot.channels < 3) return withheld('size');
  if (regions.sealed) return withheld('sealed');
  if (hasForeignInk(shot, regions)) return withheld('foreign');
  return withCanvas(shot, (canvas) => {
    compose(canvas, shot, regions);
    return publish(canvas);
  });
}

/** The last checks, on what would be written. */
async function publish(picture: Raster): Promise<Picture> {
  if (hasCodeTexture(picture)) return withheld('code');
  const encoding = encodeImage(picture);
  const pixel_sha256 = pixelSha256(picture);
  const png = await encoding;
  if (!isBarePng(png) || !samePixels(await decodeImage(png), picture)) return withheld('encoding');
  return { status: 'shown', png, sha256: createHash('sha256').update(png).digest('hex'), pixel_sha256 };
}

function samePixels(a: Raster, b: Raster): boolean {
  return a.width === b.width && a.channels === b.channels && Buffer.compare(a.data, b.data) === 0;
}
