import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkup, visible } from '../../src/evidence/visible.ts';

const DECEPTIVE = [
  ['right-to-left override', '\u202EDESSAP', '[U+202E]DESSAP'],
  ['isolates', 'a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
  ['zero width space', 'PAS\u200BSED', 'PAS[U+200B]SED'],
  ['line separator', 'a\u2028b', 'a[U+2028]b'],
  ['byte order mark', '\uFEFFa', '[U+FEFF]a'],
  ['escape sequence', '\u001B[2J', '[U+001B][2J'],
  ['NUL', 'a\u0000b', 'a[U+0000]b'],
  ['lone surrogate', 'a\uD800b', 'a[U+D800]b'],
] as const;

for (const [name, text, shown] of DECEPTIVE) {
  test(`${name} is spelled out`, () => assert.equal(visible(text), shown));
}

test('ordinary text of any script stays as it is', () => {
  for (const text of ['Anmeldung für Ärztinnen', 'שלום', '日本語', '👩‍🚀 ok', 'a\u00A0b'])
    assert.equal(visible(text), text);
});

test('line ends and tabs become one space', () => assert.equal(visible('a\r\n\tb\nc'), 'a b c'));

test('markup characters become entities', () => {
  assert.equal(
    escapeMarkup(`<a href="x" title='y'>&</a>`),
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
  );
});
