import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMBED_LIMIT, pictureShelf } from '../../../src/evidence/page/shelf.ts';
import { drawForm } from '../sample-picture.ts';

const PATH = 'data/evidence/a/01-login.png';

test('a small packet carries its pictures in the page, with their size', async () => {
  const bytes = await drawForm('login');
  const picture = pictureShelf(new Map([[PATH, bytes]]), [PATH]).picture(PATH);
  assert.deepEqual([picture?.width, picture?.height], [1280, 720]);
  const [, base64 = ''] = picture?.src.split('data:image/png;base64,') ?? [];
  assert.deepEqual(new Uint8Array(Buffer.from(base64, 'base64')), bytes);
});

test('a large one refers to the files, counted once per place that shows them', () => {
  const files = new Map([[PATH, new Uint8Array(EMBED_LIMIT / 4)]]);
  assert.equal(pictureShelf(files, [PATH, PATH, PATH, PATH]).embedded, true);
  const shelf = pictureShelf(files, [PATH, PATH, PATH, PATH, PATH]);
  assert.equal(shelf.embedded, false);
  assert.equal(shelf.picture(PATH)?.src, PATH);
  assert.equal(shelf.picture('data/other.png'), undefined);
});
