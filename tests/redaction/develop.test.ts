import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { develop, type Exposure } from '../../src/redaction/develop.ts';

const box = { x: 20, y: 20, width: 60, height: 12 };
const ink = sharp({ create: { width: 4, height: 8, channels: 3, background: '#f0f' } }).png();

/** A white page of 120 x 80 pixels on which one mark stands at `left`, and one text box. */
async function exposure(left: number): Promise<Exposure> {
  const page = sharp({ create: { width: 120, height: 80, channels: 4, background: '#fff' } });
  const png = await page
    .composite([{ input: await ink.toBuffer(), left, top: 22 }])
    .png()
    .toBuffer();
  const regions = { texts: [{ ...box, tone: 'ink' as const }], shapes: [], obstacles: [], sealed: false };
  return { png, width: 120, height: 80, regions };
}

test('pictures made at once, and one after another, are those made alone', async () => {
  const exposures = await Promise.all([24, 30, 36, 42, 48, 54].map(exposure));
  const together = await Promise.all(exposures.map(develop));
  for (const [at, each] of exposures.entries()) assert.deepEqual(await develop(each), together[at]);
  assert.equal(new Set(together.map((picture) => picture.status === 'shown' && picture.pixel_sha256)).size, 6);
});

test('ink outside the boxes and another size are withheld', async () => {
  assert.match(JSON.stringify(await develop(await exposure(100))), /could not be blanked/);
  assert.match(JSON.stringify(await develop({ ...(await exposure(24)), width: 121 })), /size of the viewport/);
});
