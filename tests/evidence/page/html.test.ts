import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, markupOf, trusted } from '../../../src/evidence/page/html.ts';

const ATTACKS = [
  '</script><script>alert(1)</script>',
  '<!-- <meta http-equiv=refresh content=0>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '<img src=x onerror=alert(1)>',
  '&lt;b&gt;',
];

for (const attack of ATTACKS) {
  test(`${attack} stays text`, () => {
    const markup = markupOf(html`<p title="${attack}">${attack}</p>`);
    assert.equal(markup.match(/[<>]/g)?.length, 4);
    assert.equal(markup.match(/"/g)?.length, 2);
  });
}

test('markup made here is kept, in arrays too; undefined is nothing', () => {
  const items = ['a<', 'b'].map((item) => html`<li>${item}</li>`);
  assert.equal(
    markupOf(html`<ul>${items}${undefined}${3}</ul>${trusted('<hr>')}`),
    '<ul><li>a&lt;</li><li>b</li>3</ul><hr>',
  );
});

test('an object from data is never taken for markup', () => {
  const forged = JSON.parse('{"markup":"<b>"}');
  assert.throws(() => markupOf(forged));
});
