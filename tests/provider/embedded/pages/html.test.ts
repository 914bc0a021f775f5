import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from '../../../../src/provider/embedded/pages/html.ts';

test('holes are escaped, markup of ours is not, and nothing stays nothing', () => {
  const inner = html`<b>${'<i>&"\''}</b>`;
  assert.equal(html`${inner}${[inner, 'x']}${undefined}${false}${0}`.markup.length, inner.markup.length * 2 + 2);
  assert.equal(inner.markup, '<b>&lt;i&gt;&amp;&quot;&#39;</b>');
});
