import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintRealm } from '../../../src/keycloak/lint/lint-realm.ts';
import { SEVERITIES, type SpokenRule } from '../../../src/keycloak/lint/rule.ts';
import { isSpoken, LINT_RULES } from '../../../src/keycloak/lint/rules.ts';
import { type Sketch, sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';

const VERSION = '26.5';
const rules = [...LINT_RULES.values()];
const spoken = rules.filter(isSpoken);

function lint(sketch: Sketch, version = VERSION) {
  return lintRealm({ document: sketchedRealm(sketch), version });
}

test('there is a row for every rule from L-01 to L-44', () => {
  const ids = Array.from({ length: 44 }, (_, index) => `L-${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual([...LINT_RULES.keys()], ids);
  assert.deepEqual(
    rules.filter((rule) => !isSpoken(rule)).map(({ id }) => id),
    ['L-21', 'L-24'],
  );
});

for (const rule of spoken) {
  test(`${rule.id} is triggered by its example, alone, and not by the twin`, () => {
    const found = lint(rule.example.triggers);
    assert.deepEqual(
      found.map(({ rule: id, at }) => `${id} ${at}`),
      [`${rule.id} ${rule.example.at}`],
    );
    assert.ok(found[0]?.message.includes(rule.example.says), `${rule.id}: ${found[0]?.message}`);
    assert.equal(found[0]?.severity, rule.example.breaks ? 'error' : SEVERITIES[rule.class]);
    assert.equal(found[0]?.help, rule.fix);
    assert.deepEqual(lint(rule.example.twin), []);
  });
}

test('a rule is silent before and after the versions it holds for', () => {
  const dated = spoken.filter(({ since }) => since !== undefined);
  assert.ok(dated.length >= 3);
  const found = (rule: SpokenRule, version: string) =>
    lint(rule.example.triggers, version).some(({ rule: id }) => id === rule.id);
  for (const rule of dated) {
    assert.ok(found(rule, '26.7'), rule.id);
    assert.ok(!found(rule, '26.2'), rule.id);
  }
});

test('a realm with the default flows gives no finding, in any version', () => {
  for (const version of ['24.0', '25.0', '26.0', '26.2', '26.3', '26.4', '26.5', '26.7'])
    assert.deepEqual(lint({}, version), [], version);
});
