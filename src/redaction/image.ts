import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Raster } from './draw.ts';

/** More pixels than any viewport has. */
const LIMIT = 40_000_000;

/** Decodes a PNG to its channels as they are stored, which costs least: red, green, blue, and alpha where there is one. */
export async function decodeImage(png: Uint8Array): Promise<Raster> {
  const image = sharp(png, { failOn: 'warning', limitInputPixels: LIMIT, sequentialRead: true });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
}

/** Encodes from raw pixels, so that no metadata of any source can survive. Same pixels, same bytes (on one machine). */
export async function encodeImage({ width, height, channels, data }: Raster): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels } })
    .png({ compressionLevel: 4, adaptiveFiltering: false })
    .toBuffer();
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The chunk names of a PNG in order (W3C PNG, section 5), or `undefined` when a byte stands outside the chunks. */
export function pngChunks(png: Uint8Array): string[] | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const names: string[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    names.push(bytes.toString('latin1', at + 4, at + 8));
    at += 12 + bytes.readUInt32BE(at);
  }
  return at === bytes.length ? names : undefined;
}

/** Whether a PNG holds pixels and nothing else: `IHDR pHYs? IDAT… IEND`, and no byte behind. */
export function isBarePng(png: Uint8Array): boolean {
  return /^IHDR (pHYs )?(IDAT )+IEND$/.test((pngChunks(png) ?? []).join(' '));
}

/** SHA-256, hex, of the raw pixels (red, green, blue, rows from the top): what must repeat, whichever zlib encoded them. */
export function pixelSha256({ data }: Raster): string {
  return createHash('sha256').update(data).digest('hex');
}
