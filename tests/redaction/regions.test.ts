import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARKS } from '../../src/redaction/blank-css.ts';
import { plainText } from '../../src/redaction/blank-page.ts';
import { readRegions } from '../../src/redaction/regions.ts';
import type { Laid, SnapshotNode } from '../../src/redaction/snapshot.ts';
import { readSnapshot } from '../../src/redaction/snapshot.ts';

const area = { x: 10, y: 10, width: 60, height: 20 };
const laid = (more: Partial<Laid> = {}): Laid => ({
  box: area,
  lines: [area],
  text: '',
  mark: '0px',
  visible: false,
  ink: false,
  surface: false,
  ...more,
});
const node = (name: string, more: Partial<SnapshotNode> = {}): SnapshotNode => ({
  parent: undefined,
  type: name === '#TEXT' ? 3 : 1,
  name,
  value: '',
  typed: '',
  pseudo: false,
  closed: false,
  inSvg: false,
  attributes: new Map(),
  laid: [laid()],
  ...more,
});
const text = (value: string, parent?: SnapshotNode, more: Partial<Laid> = {}) =>
  node('#TEXT', { value, parent, laid: [laid({ text: value, ...more })] });
const allow = new Set(['Sign in', 'User name']);

test('a text is shown when it is listed as a whole', () => {
  const p = node('P');
  assert.equal(readRegions([p, text(' Sign\u00a0 in\n', p)], allow).texts.length, 1);
  for (const other of ['Sign in now', 'Sign', 'sign in', ''])
    assert.deepEqual(readRegions([p, text(other, p)], allow).texts, []);
});

test('a literal split over nodes is shown, a fragment beside something else is not', () => {
  const label = node('LABEL');
  const b = node('B', { parent: label });
  assert.equal(readRegions([label, text('User ', label), b, text('name', b)], allow).texts.length, 2);
  assert.deepEqual(readRegions([label, text('User ', label), b, text('secret', b)], allow).texts, []);
});

test('tones come from structure', () => {
  const tone = (chain: SnapshotNode) => readRegions([chain, text('Sign in', chain)], allow).texts[0]?.tone;
  assert.equal(tone(node('P')), 'ink');
  assert.equal(tone(node('A')), 'link');
  assert.equal(tone(node('DIV', { attributes: new Map([['role', 'alert']]) })), 'alert');
  assert.equal(tone(node('DIV', { attributes: new Map([['class', 'alert alert-info']]) })), 'ink');
});

test('controls become shapes by kind, never by value', () => {
  const kinds = (name: string, attributes: Record<string, string> = {}, typed = '') =>
    readRegions([node(name, { attributes: new Map(Object.entries(attributes)), typed })], allow).shapes.map(
      ({ kind }) => kind,
    );
  assert.deepEqual(kinds('INPUT'), ['field']);
  assert.deepEqual(kinds('INPUT', { type: 'password' }, 'x'), ['filled']);
  assert.deepEqual(kinds('INPUT', { type: 'password' }, 'much longer'), ['filled']);
  assert.deepEqual(kinds('INPUT', { type: 'checkbox' }), ['choice']);
  assert.deepEqual(kinds('INPUT', { type: 'SUBMIT', value: 'x' }), ['primary']);
  assert.deepEqual(kinds('BUTTON'), ['button']);
  assert.deepEqual(kinds('SELECT'), ['filled']);
  assert.deepEqual(kinds('IMG'), []);
  assert.deepEqual(kinds('P'), []);
});

test('marks set by the sheet are read back', () => {
  const marked = (mark: string, more: Partial<SnapshotNode> = {}) =>
    readRegions([node('DIV', { laid: [laid({ mark })], ...more })], allow).shapes.map(({ kind }) => kind);
  assert.deepEqual(marked(MARKS.bar, { pseudo: true }), ['bar']);
  assert.deepEqual(marked(MARKS.panel), ['panel']);
  assert.deepEqual(marked(MARKS.unseen), []);
  const p = node('P', { laid: [laid({ mark: MARKS.unseen })] });
  assert.deepEqual(readRegions([p, text('Sign in', p)], allow).texts, []);
});

test('what could not be blanked keeps listed texts near it out of the picture', () => {
  const p = node('P');
  const far = { x: 300, y: 300, width: 20, height: 20 };
  const inked = (box = area) => text('secret', undefined, { ink: true, box, lines: [box] });
  assert.deepEqual(readRegions([p, text('Sign in', p), inked()], allow).texts, []);
  assert.equal(readRegions([p, text('Sign in', p), inked(far)], allow).texts.length, 1);
  assert.deepEqual(
    readRegions([p, text('Sign in', p), node('B', { laid: [laid({ surface: true })] })], allow).texts,
    [],
  );
  assert.deepEqual(
    readRegions(
      [p, text('Sign in', p), node('::BEFORE', { pseudo: true, laid: [laid({ ink: true, text: 'x' })] })],
      allow,
    ).texts,
    [],
  );
});

test('captions and placeholders are shown when listed, placeholders only of empty fields', () => {
  const texts = (name: string, attributes: Record<string, string>, typed = '') =>
    readRegions([node(name, { attributes: new Map(Object.entries(attributes)), typed })], allow).texts.map(
      ({ tone }) => tone,
    );
  assert.deepEqual(texts('INPUT', { type: 'submit', value: 'Sign in' }), ['ink']);
  assert.deepEqual(texts('INPUT', { type: 'text', value: 'Sign in' }), []);
  assert.deepEqual(texts('INPUT', { placeholder: 'User name' }), ['hint']);
  assert.deepEqual(texts('INPUT', { placeholder: 'User name' }, 'x'), []);
});

test('a snapshot without documents has no nodes', () => {
  assert.deepEqual(readSnapshot({ strings: [], documents: [] }), []);
});

test('white space is read as a person reads it', () => {
  assert.equal(plainText(' a\u00a0\n b '), 'a b');
});
