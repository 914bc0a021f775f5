import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { lintRealm } from '../../../src/keycloak/lint/lint-realm.ts';
import type { LintFinding } from '../../../src/keycloak/lint/rule.ts';
import { KNOWN_VERSIONS } from '../../../src/keycloak/version.ts';
import { Problem } from '../../../src/problem.ts';
import { type Json, REALMS, type RecordedLine, recordedLines, versionOf } from './recorded-realms.ts';

/** Findings, or the problem with its place. */
function outcome(document: Json, version = '26.7'): readonly LintFinding[] | 'problem' {
  try {
    return lintRealm({ document, version, file: 'realm.json' });
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.ok(error.details[0]?.at?.path, 'a problem names its place');
    return 'problem';
  }
}

const BY_NAME = new Map(Object.entries(REALMS).map(([name, document]) => [name, outcome(document, versionOf(name))]));

test('every recorded realm ends in findings or a located problem', (context) => {
  const found = [...BY_NAME.values()];
  const findings = found.flatMap((result) => (result === 'problem' ? [] : result));
  const rules = new Set(findings.map(({ rule }) => rule));
  context.diagnostic(`${found.length} realms, ${findings.length} findings of ${rules.size} rules`);
  assert.ok(found.length > 300 && rules.size > 20);
  assert.ok(found.filter((result) => result === 'problem').length < 20);
  for (const { at, message, help } of findings) {
    assert.ok(at !== '' && help !== '');
    assert.match(message, /^\S.*\.\)?$/s);
    assert.doesNotMatch(message, /undefined|NaN|\[object|stand-in-|\0/);
  }
});

const ROW = /^authenticationFlows\[alias=(.*)\]\.authenticationExecutions\[(\d+)\]$/;

/** The rows of a flow in a document. */
function rowsOf(document: Json, alias: string | undefined): readonly Json[] {
  const [realm] = Array.isArray(document) ? document : [document];
  // The documents were accepted by a server: flows are lists of objects.
  const flows = (realm as { authenticationFlows?: { alias: string; authenticationExecutions: Json[] }[] })
    .authenticationFlows;
  return flows?.findLast((flow) => flow.alias === alias)?.authenticationExecutions ?? [];
}

/** Paths to rows among the findings of a realm, each with the row it leads to. */
function pathsOf([name, result]: readonly [string, ReturnType<typeof outcome>]) {
  return (result === 'problem' ? [] : result).flatMap(({ at, message, rule }) => {
    const [, alias, index] = ROW.exec(at) ?? [];
    if (index === undefined) return [];
    const { authenticator, flowAlias } = asRecord(rowsOf(REALMS[name] ?? null, alias)[Number(index)]);
    return [{ place: `${name} ${at}`, message, rule, row: authenticator ?? flowAlias, flowAlias }];
  });
}

test('a path to a row leads to a row, and to the one that the message names', (context) => {
  const paths = [...BY_NAME].flatMap(pathsOf);
  context.diagnostic(`${paths.length} paths followed`);
  for (const { place, row } of paths) assert.ok(row, place);
  const named = paths.filter(({ rule }) => rule === 'L-03');
  for (const { place, message, flowAlias } of named) assert.ok(message.includes(`subflow "${flowAlias}"`), place);
  assert.ok(paths.length > 200 && named.length > 20);
});

const PROOF = /Predicted for (\S+?)(?: \(and \d+ more of the export\))?: (.*)\.$/;

/** A person without deviations, asking for nothing in particular, of a client that stands in nobody's way. */
function isPlain({ persona, request, visits, realm }: RecordedLine): boolean {
  const [first = {}] = visits;
  const asks = { ...request, ...asRecord(first['params']), ...asRecord(first['request']) };
  const isBare = Object.keys(asks).every((key) => key === 'client_id' || key === 'redirect_uri');
  return Object.keys(persona).length === 1 && first['admin'] === undefined && isBare && isOpen(realm, asks);
}

function isOpen(realm: string, { client_id }: Readonly<Record<string, unknown>>): boolean {
  const { clients } = asRecord(REALMS[realm]);
  const client = (Array.isArray(clients) ? clients : []).map(asRecord).find(({ clientId }) => clientId === client_id);
  return client?.['enabled'] === true && client['consentRequired'] !== true;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** `login, login-otp, callback`: as predicted in a message about this user, and as recorded. */
function comparisons({ realm, persona, observed }: RecordedLine): string[][] {
  const [seen] = observed ?? [];
  return findingsOf(realm).flatMap(({ message }) => {
    const [, who, journey = ''] = PROOF.exec(message) ?? [];
    if (who !== persona['username'] || !seen) return [];
    const shown = journey.split(' → ').map((part) => part.replace(/ “.*/s, ''));
    const isOver = seen.pages.at(-1) === 'error';
    return [[shown.join(), [...seen.pages, ...(isOver ? [] : [shown.at(-1)])].join()]];
  });
}

test('what is predicted for a user of an export is what a real server did', (context) => {
  const lines = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7'].flatMap(recordedLines).filter(isPlain);
  const compared = lines.flatMap(comparisons);
  context.diagnostic(`${compared.length} predictions compared with recordings`);
  assert.deepEqual(
    compared.filter(([told, seen]) => told !== seen),
    [],
  );
  assert.ok(compared.length > 50);
});

function findingsOf(realm: string): readonly LintFinding[] {
  const result = BY_NAME.get(realm);
  return result === undefined || result === 'problem' ? [] : result;
}

test('a recording that differs is noticed', () => {
  const line = recordedLines('logins-26.7.3')
    .filter(isPlain)
    .find((candidate) => comparisons(candidate).length > 0);
  assert.ok(line);
  const other = { ...line, observed: [{ pages: ['terms'], end: 'callback' }] };
  assert.ok(comparisons(other).every(([told, seen]) => told !== seen));
});

test('the realm of the demo gives no finding, for any version that has its conditions', () => {
  const document = JSON.parse(
    readFileSync(new URL('../../../flows/realms/flowproof-demo.json', import.meta.url), 'utf8'),
  );
  for (const version of KNOWN_VERSIONS.slice(KNOWN_VERSIONS.indexOf('26.3')))
    assert.deepEqual(outcome(document, version), [], version);
});

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1e300, '', 'constructor', '__proto__', '[', [], {}, [null], { '': null }),
  fc.string(),
);
interface Damage {
  readonly at: number;
  readonly value: Json | undefined;
}
interface Spot {
  readonly owner: { [key: string]: Json } | Json[];
  readonly key: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({ at: fc.nat(1_000_000), value: fc.option(junk, { nil: undefined }) });

/** Every member of every object and list below a value. */
function spotsOf(value: Json): Spot[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => [{ owner: value, key }, ...spotsOf(child)]);
}

function damaged(document: Json, damages: readonly Damage[]): Json {
  const copy = structuredClone(document);
  for (const { at, value } of damages) {
    const spots = spotsOf(copy);
    const spot = spots[at % spots.length];
    if (spot) change(spot, value);
  }
  return copy;
}

function change({ owner, key }: Spot, value: Json | undefined): void {
  if (Array.isArray(owner)) owner.splice(Number(key), 1, ...(value === undefined ? [] : [value]));
  else if (value === undefined) delete owner[key];
  else owner[key] = value;
}

const DAMAGED = ['26.7.3-logins-1', 'testsuite-V-LOA-20', 'testsuite-V-ORG-08', 'wild-06', 'wild-14', 'wild-53'];

test('a damaged export ends in findings or a located problem, never in a crash', (context) => {
  const ends = { findings: 0, problem: 0 };
  const run = (name: string, damages: readonly Damage[]) => {
    const result = outcome(damaged(REALMS[name] ?? {}, damages));
    ends[result === 'problem' ? 'problem' : 'findings'] += 1;
  };
  fc.assert(fc.property(fc.constantFrom(...DAMAGED), fc.array(damage, { minLength: 1, maxLength: 6 }), run), {
    numRuns: 250,
    interruptAfterTimeLimit: 60_000,
    markInterruptAsFailure: true,
  });
  context.diagnostic(JSON.stringify(ends));
  assert.ok(ends.findings > 10 && ends.problem > 10);
});

test('any JSON at all is refused or linted', () => {
  // fast-check's JSON values are this type's values.
  fc.assert(
    fc.property(fc.jsonValue(), (value) => void outcome(value as Json)),
    { numRuns: 500 },
  );
});
