import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { compose } from '../../src/redaction/compose.ts';
import type { Raster } from '../../src/redaction/draw.ts';
import { hasForeignInk } from '../../src/redaction/foreign-ink.ts';
import { decodeImage, encodeImage, isBarePng, pixelSha256, pngChunks } from '../../src/redaction/image.ts';
import type { Regions, ShapeKind } from '../../src/redaction/regions.ts';
import { hasCodeTexture } from '../../src/redaction/texture.ts';

const white = (width: number, height: number): Raster => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(width * height * 3).fill(255),
});
const set = (raster: Raster, x: number, y: number, value: number) =>
  raster.data.fill(value, (y * raster.width + x) * 3, (y * raster.width + x) * 3 + 3);
/** As the glyph of a listed text leaves it. */
const ink = (raster: Raster, x: number, y: number, value: number) =>
  raster.data.fill(value, (y * raster.width + x) * 3 + 1, (y * raster.width + x) * 3 + 2);
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
/** On a canvas that still holds another picture. */
function composed(shot: Raster, regions: Regions): Raster {
  const canvas = { ...shot, data: Uint8Array.from(shot.data, (_, at) => (at * 31) % 256) };
  compose(canvas, shot, regions);
  return canvas;
}
const nothing = { texts: [], shapes: [], obstacles: [], sealed: false };

test('encoding is lossless, bare and repeatable', async () => {
  const raster: Raster = {
    width: 16,
    height: 16,
    channels: 3,
    data: Uint8Array.from({ length: 768 }, (_, at) => (at * 37) % 256),
  };
  const png = await encodeImage(raster);
  assert.deepEqual(await encodeImage(raster), png);
  assert.ok(isBarePng(png));
  const again = await decodeImage(png);
  assert.deepEqual(Uint8Array.from(again.data), raster.data);
  assert.equal(pixelSha256(again), pixelSha256(raster));
});

test('metadata, trailing bytes and other files are not bare', async () => {
  const image = sharp({ create: { width: 4, height: 4, channels: 3, background: '#123' } });
  const png = await image.clone().png().toBuffer();
  assert.ok(isBarePng(png));
  assert.ok(
    !isBarePng(
      await image
        .clone()
        .withExif({ IFD0: { Artist: 'x' } })
        .png()
        .toBuffer(),
    ),
  );
  assert.ok(!isBarePng(Buffer.concat([png, Buffer.from('tail')])));
  assert.ok(!isBarePng(await image.clone().jpeg().toBuffer()));
  assert.deepEqual(pngChunks(png)?.at(-1), 'IEND');
});

test('of the shot nothing but listed boxes reaches the picture', () => {
  const regions = {
    ...nothing,
    texts: [{ ...box(10, 10, 20, 10), tone: 'ink' as const }],
    shapes: [{ ...box(5, 5, 60, 30), kind: 'panel' as const }],
  };
  const empty = composed(white(80, 60), regions);
  fc.assert(
    fc.property(fc.nat(79), fc.nat(59), fc.nat(255), (x, y, value) => {
      const shot = white(80, 60);
      ink(shot, x, y, value);
      const inside = x >= 9 && x <= 30 && y >= 10 && y < 20 && value < 255;
      assert.equal(pixelSha256(composed(shot, regions)) !== pixelSha256(empty), inside);
    }),
  );
});

test('shapes may reach out of the picture', () => {
  const kinds: ShapeKind[] = ['panel', 'alert', 'field', 'filled', 'choice', 'primary', 'button', 'bar', 'media'];
  fc.assert(
    fc.property(
      fc.integer({ min: -90, max: 90 }),
      fc.integer({ min: -90, max: 90 }),
      fc.nat(200),
      fc.nat(200),
      fc.constantFrom(...kinds),
      (x, y, width, height, kind) => {
        const picture = composed(white(40, 40), { ...nothing, shapes: [{ ...box(x, y, width, height), kind }] });
        assert.equal(picture.data.length, 4800);
      },
    ),
  );
});

test('ink is foreign unless a listed text or an obstacle explains it', () => {
  const shot = white(100, 100);
  const listed = { ...nothing, texts: [{ ...box(45, 45, 10, 10), tone: 'ink' as const }] };
  ink(shot, 50, 50, 200);
  assert.ok(hasForeignInk(shot, nothing));
  assert.ok(!hasForeignInk(shot, listed));
  set(shot, 50, 50, 254);
  assert.ok(hasForeignInk(shot, listed), 'not in the colour of listed ink, however faint');
  set(shot, 50, 50, 200);
  assert.ok(!hasForeignInk(shot, { ...nothing, obstacles: [box(56, 50, 10, 10)] }));
  assert.ok(hasForeignInk(shot, { ...nothing, obstacles: [box(70, 50, 10, 10)] }));
  assert.ok(!hasForeignInk(white(33, 7), nothing));
  const corner = white(33, 7);
  set(corner, 32, 6, 0);
  assert.ok(hasForeignInk(corner, nothing), 'the last pixel counts');
});

test('the texture of a two-dimensional code is recognised, that of text and shapes is not', () => {
  const painted = (dark: (x: number, y: number) => boolean): Raster => {
    const data = Uint8Array.from({ length: 200 * 200 * 3 }, (_, at) =>
      dark(Math.floor(at / 3) % 200, Math.floor(at / 600)) ? 0 : 255,
    );
    return { width: 200, height: 200, channels: 3, data };
  };
  const inside = (x: number, y: number) => x >= 60 && x < 160 && y >= 60 && y < 160;
  assert.ok(hasCodeTexture(painted((x, y) => inside(x, y) && (((x >> 2) * 7 + (y >> 2) * 13) % 5) % 2 === 0)));
  assert.ok(!hasCodeTexture(painted((x, y) => y % 20 < 10 && x % 3 > 0)), 'lines of text');
  assert.ok(!hasCodeTexture(painted(inside)), 'a filled box');
  assert.ok(!hasCodeTexture(white(20, 20)), 'smaller than a window');
});
