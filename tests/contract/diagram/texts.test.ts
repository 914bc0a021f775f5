import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dotText } from '../../../src/contract/diagram/dot.ts';
import { drawMachine } from '../../../src/contract/diagram/draw-machine.ts';
import type { Drawing } from '../../../src/contract/diagram/drawing.ts';
import { mermaidText } from '../../../src/contract/diagram/mermaid.ts';
import { svgDrawer } from '../../../src/run/draw-svg.ts';
import { SIGHTED, seen } from './subjects.ts';

const drawings = (): Drawing[] =>
  [...SIGHTED].map(([title, sighted]) =>
    drawMachine({
      title,
      sighted,
      promised: [{ state: 'login' }, { state: 'callback' }],
      observed: seen('login', 'terms'),
    }),
  );

const HOSTILE = '</text><script>alert("1")</script> & \\" \u0007 ]]> "); click p0 href "x"';
const hostile: Drawing = {
  title: HOSTILE,
  notes: [HOSTILE],
  pages: [{ id: HOSTILE, name: HOSTILE, lines: [HOSTILE], shape: 'page', marks: ['promised'], is_first: true }],
  ways: [{ from: HOSTILE, to: HOSTILE, labels: [HOSTILE], marks: [] }],
};

test('the same picture has the same bytes, whoever draws it', async () => {
  const [first, second] = [await svgDrawer(), await svgDrawer()];
  for (const [index, drawing] of drawings().entries()) {
    const again = drawings()[index];
    assert.ok(again);
    assert.equal(first(drawing), second(again));
    assert.equal(dotText(drawing), dotText(again));
    assert.equal(mermaidText(drawing), mermaidText(again));
  }
});

test('a picture has no script and no address, and can stand alone', async () => {
  const draw = await svgDrawer();
  for (const svg of [...drawings(), hostile].map(draw)) {
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" class="sign-in" role="img" aria-label="/);
    const rest = svg
      .replace('xmlns="http://www.w3.org/2000/svg"', '')
      .replace('xmlns:xlink="http://www.w3.org/1999/xlink"', '');
    assert.doesNotMatch(rest, /<script|href=|https?:|url\(|@import|\son\w+=/i);
    assert.doesNotMatch(svg, /\sid="/);
  }
});

test('what stands in a realm cannot leave its label', async () => {
  const draw = await svgDrawer();
  const svg = draw(hostile);
  assert.ok(svg.includes('&lt;script&gt;'));
  assert.equal(svg.match(/<text/g)?.length, svg.match(/<\/text>/g)?.length);
  const mermaid = mermaidText(hostile)
    .split('\n')
    .filter((line) => !line.startsWith('%%'));
  for (const line of mermaid) assert.doesNotMatch(line, /<script|click p0 href "|\\/);
  assert.equal(mermaid.filter((line) => line.includes('script')).length, 2, 'one page, one way');
});

test('nothing is told by colour alone: marked pages and ways carry the word, and a line of their own kind', () => {
  for (const drawing of drawings()) {
    const lines = dotText(drawing).split('\n');
    for (const line of lines.filter((each) => /class="[^"]*promised/.test(each)))
      assert.match(line, /penwidth=2[\s\S]*promised/);
    for (const line of lines.filter((each) => /class="[^"]*contradiction/.test(each)))
      assert.match(line, /dotted[\s\S]*contradiction/);
  }
});

test('a large picture is drawn in bounded time', async () => {
  const draw = await svgDrawer();
  const pages = Array.from({ length: 60 }, (_, index) => ({
    ...hostile.pages[0],
    id: `${index}`,
    name: `page ${index}`,
  }));
  const ways = pages.flatMap(({ id }, index) =>
    [1, 7, 31].map((step) => ({ from: id, to: `${(index * step + 3) % 60}`, labels: ['goes on'], marks: [] })),
  );
  const drawing = { ...hostile, pages, ways } as Drawing;
  const before = performance.now();
  assert.ok(draw(drawing).length > 10_000);
  assert.ok(performance.now() - before < 30_000);
});
