import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readySummary } from '../sample-ready.ts';
import { renderSample, textOf } from './render-sample.ts';

const ROW = { contract: 'mfa-rollout', class: 'c1a55', personas: ['ada', 'otto'], predicted: 133 };
const EDGE = 'login-otp (otp right) > callback';

test('a contract has one row for all of its classes, and what led elsewhere is named', async () => {
  const edge_coverage = [
    { ...ROW, rehearsed: 100, observed: 7, contradicted: [] },
    { ...ROW, class: 'b0b', personas: ['cora'], predicted: 14, rehearsed: 14, observed: 0, contradicted: [EDGE] },
  ];
  const text = textOf(await renderSample({ ...readySummary(), edge_coverage }));
  assert.match(text, /Transitions 1 contract/);
  assert.match(text, /mfa-rollout \D*3 personas \D*147 \D*114 \D*7 \D*1\b/);
  assert.ok(text.includes(`cora: led elsewhere: ${EDGE.replace('>', '&gt;')}`));
});

test('without journeys that tell of transitions there is no such section', async () => {
  assert.doesNotMatch(textOf(await renderSample(readySummary())), /Transitions/);
});
