import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { personaMachine } from '../../../src/contract/foresee.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { behaviourClasses } from '../../../src/contract/review/behaviour-classes.ts';
import { judgeExpectations } from '../../../src/contract/review/expectations.ts';
import { createExplorations } from '../../../src/contract/review/explorations.ts';
import { contractRealms, groundOn } from '../../../src/run/contract-realms.ts';
import { foreseenUsers } from '../../../src/run/persona-user.ts';
import { writeLargeContract } from './large-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowproof-classes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { file, classes } = writeLargeContract(folder, 120);
const text = readFileSync(file, 'utf8');
const contract = parseContract(text, file);
const source = { file, text, contract };
const { after: realm } = contractRealms(source);
const ground = groundOn(source, realm);
const users = foreseenUsers(contract.identity_graph.personas).map((user) => ({ ...user }));
const classOf = behaviourClasses(ground, { document: realm.document, users });
const { personas } = contract.identity_graph;

test('personas who differ in what nothing asks about are of one class', () => {
  assert.equal(new Set(personas.map(classOf)).size, classes);
  assert.ok(classes < personas.length, `${classes} classes`);
});

test('a shared machine is the one that each of its personas has alone', () => {
  const firsts = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const persona of personas.slice(0, 60)) {
    const alone = JSON.stringify(personaMachine(ground, persona)).replaceAll(`"${persona.id}"`, '"somebody"');
    const name = classOf(persona);
    assert.equal(alone, firsts.get(name) ?? alone, persona.id);
    firsts.set(name, alone);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  assert.ok([...sizes.values()].some((size) => size > 1));
});

test('what is said of a persona is the same by its own machine and by a shared one, with its own name in what is typed', () => {
  const strict = { ...ground, contract: { ...contract, invariants: [{ never_reaches: 'callback' as const }] } };
  const alone = judgeExpectations(strict, createExplorations(strict));
  const shared = judgeExpectations(strict, createExplorations(strict, { classOf }));
  assert.equal(alone.broken.length, personas.length);
  assert.deepEqual(shared, alone);
});
