import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerLine } from '../../src/keycloak/batch.ts';
import type { AnsweredVisit, PageFacts } from '../../src/keycloak/predict/answered-visit.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { Problem } from '../../src/problem.ts';
import { unpack } from './vectors/unpack.ts';

const FILES = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7', 'public-realms-26.7.3', 'testsuite-26.7.3'];

/** What the recorder saw in one visit; members it did not look at are absent. */
interface Observed extends Partial<AnsweredVisit> {
  readonly end: string;
  readonly pages: readonly string[];
}

interface Vector {
  readonly id: string;
  readonly realm: string;
  readonly refused?: string;
  readonly cause?: string;
  readonly observed?: readonly Observed[];
}

// The files are written by the recorder; their shape is its own.
const realms = JSON.parse(unpack('realms.json')) as Readonly<Record<string, unknown>>;
const linesOf = (name: string): Vector[] =>
  unpack(`${name}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const COMPARED = [
  'pages',
  'messages',
  'end',
  'error',
  'options',
  'acr',
  'status',
  'description',
  'kc_action_status',
] as const;

/** Members of one visit in which prediction and recording differ. */
function differences(seen: Observed, predicted: AnsweredVisit | undefined): string[] {
  const members = COMPARED.filter((key) => seen[key] !== undefined && !same(seen[key], predicted?.[key]));
  const facts = (seen.facts ?? []).filter((fact, index) => !sameFacts(fact, predicted?.facts[index]));
  return [...members, ...(facts.length > 0 ? ['facts'] : [])].map(
    (key) => `${key}: ${JSON.stringify(seen)} but ${JSON.stringify(predicted)}`,
  );
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Input fields are compared where the prediction lists them: on profile pages. */
function sameFacts(seen: PageFacts, predicted: PageFacts = {}): boolean {
  const keys = [
    'another_way',
    'devices',
    'device',
    'attempted',
    ...(predicted.fields ? (['fields'] as const) : []),
  ] as const;
  return keys.every((key) => same(seen[key], predicted[key]));
}

for (const name of FILES)
  test(`every journey of ${name} is predicted to the letter`, (context) => {
    const lines = linesOf(name).filter(({ observed }) => observed && !observed.some(({ end }) => end === 'loop'));
    const wrong = lines.flatMap((line) => {
      const { visits } = answerLine(line, realms[line.realm], line.realm);
      return (line.observed ?? []).flatMap((seen, index) =>
        differences(seen, visits[index]).map((text) => `${line.id} visit ${index} ${text}`),
      );
    });
    context.diagnostic(
      `${name}: ${lines.length} journeys, ${new Set(wrong.map((text) => text.split(' ')[0])).size} disagree`,
    );
    assert.ok(lines.length > 30);
    assert.deepEqual(wrong, []);
  });

/** Obstacles that are in the document itself, not in what the server has installed or can reach. */
const LOCATED = new Map([
  ['wild-01', 'clients[9].attributes.post.logout.redirect.uris'],
  ['wild-03', 'roles.realm[0].composites'],
  ['wild-05', 'authenticationFlows[1].authenticationExecutions[2].requirement'],
  ['wild-20', 'clients[2].authenticationFlowBindingOverrides.browser'],
  ['wild-21', 'authenticationFlows[2]'],
  ['wild-25', 'clients[8].rootUrl'],
  ['wild-41', 'clients[0].rootUrl'],
  ['wild-43', 'realm'],
  ['wild-48', 'clients[0].redirectUris[2]'],
  ['wild-50', 'clients[0].authenticationFlowBindingOverrides.browser'],
]);

test('documents that the server refused are read, or refused with the place of the obstacle', (context) => {
  const refused = linesOf('public-realms-26.7.3').filter((line) => line.refused !== undefined);
  const located = new Map(refused.map(({ id, realm }) => [id, placeOf(realms[realm])]));
  context.diagnostic(`${refused.length} refused documents, ${[...located.values()].filter(Boolean).length} located`);
  for (const [id, path] of LOCATED) assert.equal(located.get(id), path, id);
});

function placeOf(document: unknown): string | undefined {
  try {
    readRealm(document, { version: '26.7.3' });
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error.details[0]?.at?.path;
  }
}

test('a changed observation is noticed', () => {
  const [line] = linesOf('logins-26.7.3');
  const seen = line?.observed?.[0];
  assert.ok(line && seen);
  const { visits } = answerLine(line, realms[line.realm]);
  assert.deepEqual(differences(seen, visits[0]), []);
  assert.notDeepEqual(differences({ ...seen, end: 'error' }, visits[0]), []);
  assert.notDeepEqual(differences({ ...seen, pages: [...seen.pages, 'terms'] }, visits[0]), []);
});
