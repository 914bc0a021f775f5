import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExpectedState } from '../../../src/contract/contract.ts';
import { drawMachine } from '../../../src/contract/diagram/draw-machine.ts';
import type { Drawing } from '../../../src/contract/diagram/drawing.ts';
import { foldMachine } from '../../../src/contract/diagram/fold-machine.ts';
import { inputWords, mannerOf } from '../../../src/contract/diagram/input-words.ts';
import { SIGHTED, seen, sighted } from './subjects.ts';

const PROMISED: readonly ExpectedState[] = [
  { state: 'login' },
  { state: 'mfa_challenge', page: 'login-otp' },
  { state: 'callback' },
];
const draw = (name: string, promised = PROMISED, ...pages: readonly string[]): Drawing =>
  drawMachine({
    title: name,
    sighted: sighted(name),
    promised,
    ...(pages.length > 0 && { observed: seen(...pages) }),
  });
const named = ({ pages }: Drawing, name: string) => pages.find((page) => page.name === name);

test('attempts that failed do not multiply the pages: a sign-in with a code is three pages', () => {
  assert.deepEqual(
    draw('one-time code').pages.map(({ name, lines }) => [name, ...lines]),
    [
      ['Sign in', 'login', 'wrong or empty answers: asked again', 'promised, page 1'],
      ['One-time code', 'login-otp · mfa_challenge', 'wrong or empty answers: asked again', 'promised, page 2'],
      ['Signed in: back at the application', 'callback', 'promised, page 3'],
    ],
  );
});

test('where attempts are counted, being locked out is one page, and only failing leads there', () => {
  const drawing = draw('counted attempts');
  const lost = named(drawing, 'No way in any more');
  assert.ok(lost);
  const labels = drawing.ways.filter(({ to }) => to === lost.id).flatMap((way) => way.labels);
  assert.deepEqual([...new Set(labels)], ['wrong too often']);
});

test('every page that differs in what leads on from it is drawn, and every such way', () => {
  for (const [name, machine] of SIGHTED) {
    const folding = foldMachine(machine);
    const { ways, pages } = drawMachine({ title: name, sighted: machine, promised: [] });
    const drawn = new Set(pages.map(({ id }) => id));
    for (const { from, to, ...edge } of machine.machine.edges) {
      const [here, there] = [folding.get(from), folding.get(to)];
      if (mannerOf(edge) !== 'onward' || here === there || !here || !there || here.standing === 'lost') continue;
      if (!drawn.has(here.id)) continue;
      const way = ways.find((each) => each.from === here.id && each.to === there.id);
      assert.ok(way?.labels.includes(inputWords(edge)), `${name}: ${from} --${edge.input}--> ${to}`);
    }
  }
});

test('states that are drawn as one page agree on where each right answer leads', () => {
  for (const [name, { machine, ways }] of SIGHTED) {
    const folding = foldMachine({ ...sighted(name) });
    const onward = (id: string) =>
      (ways.get(id) ?? [])
        .filter(({ edge }) => mannerOf(edge) === 'onward')
        .map(({ edge, to }) => `${inputWords(edge)} ${folding.get(to.id)?.id}`)
        .toSorted();
    for (const { id } of machine.states) {
      const page = folding.get(id);
      assert.ok(page);
      if (page.standing !== 'lost')
        assert.deepEqual([...new Set(onward(id))], [...new Set(onward(page.id))], `${name} ${id}`);
    }
  }
});

test('the promised way is marked, page by page and line by line', () => {
  const { ways, pages } = draw('one-time code');
  assert.deepEqual(
    ways.filter(({ marks }) => marks.includes('promised')).map(({ labels }) => labels),
    [['right password'], ['right code']],
  );
  assert.ok(pages.every(({ marks, lines }) => marks.every((mark) => lines.some((line) => line.startsWith(mark)))));
});

test('a promise that cannot be kept is drawn as a contradiction, where it should have come', () => {
  const drawing = draw('password only');
  const missing = named(drawing, 'Promised, and never comes: mfa_challenge/login-otp');
  assert.deepEqual(missing?.marks, ['contradiction']);
  const way = drawing.ways.find(({ to }) => to === missing?.id);
  assert.equal(way?.from, drawing.pages[0]?.id);
  assert.deepEqual(way?.labels, ['contradiction: promised']);
});

test('what was seen is drawn beside what is promised; a page nobody promised is a contradiction', () => {
  const drawing = draw(
    'a choice of two ways',
    [{ state: 'login' }, { state: 'callback' }],
    'login-username',
    'select-authenticator',
  );
  assert.ok(named(drawing, 'Seen, and cannot come: select-authenticator'));
  const strays = draw('one-time code', [{ state: 'login' }, { state: 'callback' }], 'login', 'login-otp', 'callback');
  assert.ok(named(strays, 'One-time code')?.lines.includes('contradiction: seen, not promised'));
  assert.deepEqual(named(strays, 'Sign in')?.marks, ['promised', 'seen']);
});

test('what is never right says so', () => {
  const names = draw('locked for good', [{ state: 'login' }]).pages.map(({ name }) => name);
  assert.ok(names.includes('No way in any more'), names.join());
});

test('names are words: no number that only tells states apart', () => {
  for (const name of SIGHTED.keys()) {
    const { pages, ways } = draw(name);
    for (const text of [
      ...pages.flatMap((page) => [page.name, ...page.lines]),
      ...ways.flatMap(({ labels }) => labels),
    ])
      assert.doesNotMatch(text, /~\d/, name);
  }
});

test('a picture nobody could read is cut to the marked ways and what leads on from them, and says so', () => {
  const whole = draw('owed actions', [{ state: 'login' }]);
  const cut = drawMachine({
    title: 'cut',
    sighted: sighted('owed actions'),
    promised: [{ state: 'login' }],
    most_pages: 2,
  });
  assert.ok(whole.pages.length > 2);
  assert.equal(cut.pages.length, 2);
  assert.match(cut.notes[0] ?? '', new RegExp(`^2 of ${whole.pages.length} pages drawn`));
  const ids = cut.pages.map(({ id }) => id);
  assert.ok(cut.ways.every(({ from, to }) => ids.includes(from) && ids.includes(to)));
});
