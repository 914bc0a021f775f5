import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintIndex, lintPageFile } from '../../../src/keycloak/lint/lint-index.ts';
import { lintPage } from '../../../src/keycloak/lint/lint-page.ts';
import { isSpoken, LINT_RULES } from '../../../src/keycloak/lint/rules.ts';

const rules = [...LINT_RULES.values()];

test('every page says what, why, what to do and where it is known from, and a spoken rule shows its example', () => {
  for (const rule of rules) {
    const page = lintPage(rule);
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    const begin = isSpoken(rule)
      ? ['What it looks for', 'Why it hurts', 'Example']
      : ['Why the lint is silent', 'Why it hurts'];
    assert.deepEqual(headings, [...begin, 'What to do', 'Evidence'], rule.id);
    assert.ok(page.startsWith(`# ${rule.id} ${rule.title}\n`) && page.includes(rule.effect) && page.includes(rule.fix));
    assert.equal(page.split('```').length % 2, 1, `${rule.id}: blocks are closed`);
    if (isSpoken(rule)) assert.ok(page.includes(`\`${rule.example.at}\``));
  }
});

test('the example on the page is the one that is tested: flow rows as text, other members as JSON', () => {
  const rule = LINT_RULES.get('L-09');
  assert.ok(rule);
  const page = lintPage(rule);
  assert.match(page, /^ {4}conditional-user-role REQUIRED condUserRole=staf negate=true$/m);
  const [, json = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
  assert.deepEqual(JSON.parse(json), { roles: { realm: [{ name: 'staff' }, { name: 'lead' }] } });
});

test('the versions of a rule are on its page', () => {
  assert.match(
    lintPage({ ...firstRule(), since: '26.3', until: '26.5' }),
    /Since Keycloak 26\.3\. Until Keycloak 26\.5\./,
  );
  assert.doesNotMatch(lintPage(firstRule()), /Keycloak 2\d/);
});

test('the index links every page once', () => {
  const index = lintIndex(rules);
  assert.deepEqual(
    [...index.matchAll(/\]\((.*?)\)/g)].map(([, file]) => file),
    rules.map(lintPageFile),
  );
  assert.match(index, /\| warning, silent \| Scripts against the Admin API \|/);
});

test('every row gives its evidence, and ids are its own', () => {
  assert.equal(new Set(rules.map(({ title }) => title)).size, rules.length);
  for (const { evidence, id } of rules)
    assert.ok(evidence.length > 0 && evidence.every((entry) => entry.length > 3), id);
});

function firstRule() {
  const [rule] = rules;
  assert.ok(rule);
  return rule;
}
