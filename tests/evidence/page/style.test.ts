import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STYLE } from '../../../src/evidence/page/style.ts';

const blocks = [...STYLE.matchAll(/:root \{([^}]*--ink[^}]*)\}/g)].map((match) => match[1] ?? '');
const STATES = ['passed', 'failed', 'blocked', 'flaky', 'waived', 'accent'];
const GROUNDS = ['ground', 'surface', 'sunken'];

/** WCAG 2.2, relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('there is a light and a dark palette', () => assert.equal(blocks.length, 2));

for (const [at, block] of blocks.entries()) {
  const colours = new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2] ?? '']),
  );
  const pairs = [
    ...['ink', 'soft', ...STATES].flatMap((name) => GROUNDS.map((ground) => [name, ground] as const)),
    ...STATES.map((name) => [name, `${name}-ground`] as const),
    ...STATES.map((name) => ['ink', `${name}-ground`] as const),
  ];
  for (const [ink, ground] of pairs) {
    test(`${at === 0 ? 'light' : 'dark'}: ${ink} on ${ground} has AA contrast`, () => {
      const ratio = contrast(colours.get(ink) ?? '', colours.get(ground) ?? '');
      assert.ok(ratio >= 4.5, ratio.toFixed(2));
    });
  }
}

test('nothing is fetched by the style, and no colour stands outside the palettes', () => {
  assert.doesNotMatch(STYLE, /url\(|@import|<\//);
  const rest = blocks.reduce((style, block) => style.replace(block, ''), STYLE);
  assert.deepEqual([...new Set(rest.match(/#[0-9a-f]{3,6}\b/gi))], ['#fff']);
});
