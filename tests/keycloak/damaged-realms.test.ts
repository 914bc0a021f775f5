import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { predict } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { Problem } from '../../src/problem.ts';
import { unpack } from './vectors/unpack.ts';

// The documents are our own; any of them will do.
const realms = JSON.parse(unpack('realms.json')) as Record<string, Json>;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const NAMES = [
  '26.7.3-logins-1',
  '26.7.3-logins-16',
  '26.5.0-sessions-600',
  'testsuite-V-LOA-20',
  'testsuite-V-ORG-08',
  'testsuite-V-VP-14',
  'wild-06',
  'wild-38',
  'wild-53',
];

interface Spot {
  readonly owner: Json[] | { [key: string]: Json };
  readonly key: string;
}

function spotsOf(value: Json): Spot[] {
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value);
  return entries.flatMap(([key, child]) => [{ owner: value, key }, ...spotsOf(child)]);
}

/** What a template leaves behind. */
const PLACEHOLDER = ['$', '{X}'].join('');

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1e300,
    '',
    'constructor',
    '__proto__',
    'toString',
    PLACEHOLDER,
    '[',
    '{"a":',
    [],
    {},
    [[]],
    [null],
    { '': null },
  ),
  fc.string(),
  fc.integer(),
  fc.array(fc.string(), { maxLength: 3 }),
);

/** Overwrites, removes or copies single values of a document, several at once. */
interface Damage {
  readonly at: number;
  readonly kind: 'set' | 'remove' | 'copy';
  readonly from: number;
  readonly value: Json;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(1_000_000),
  kind: fc.constantFrom('set' as const, 'remove' as const, 'copy' as const),
  from: fc.nat(1_000_000),
  value: junk,
});

function damaged(document: Json, damages: readonly Damage[]): Json {
  const copy = structuredClone(document);
  for (const { at, kind, from, value } of damages) {
    const spots = spotsOf(copy);
    const spot = spots[at % spots.length];
    const source = spots[from % spots.length];
    if (spot && source) change(spot, { kind, value: kind === 'copy' ? structuredClone(valueAt(source)) : value });
  }
  return copy;
}

function valueAt({ owner, key }: Spot): Json {
  return (Array.isArray(owner) ? owner[Number(key)] : owner[key]) ?? null;
}

function change({ owner, key }: Spot, { kind, value }: Pick<Damage, 'kind' | 'value'>): void {
  if (Array.isArray(owner)) {
    if (kind === 'remove') owner.splice(Number(key), 1);
    else owner[Number(key)] = value;
  } else if (kind === 'remove') delete owner[key];
  else owner[key] = value;
}

/** How reading and predicting ended: a prediction, or a located problem. */
function outcome(document: Json): string {
  const loaded = read(document);
  if (typeof loaded === 'string') return loaded;
  const username = loaded.users.keys().next().value ?? 'nobody';
  const client_id = [...loaded.clients.keys()][0] ?? 'none';
  const [redirect_uri = ''] = loaded.clients.get(client_id)?.redirect_uris ?? [];
  const request = {
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid',
    acr_values: '2',
    kc_action: 'CONFIGURE_TOTP',
  };
  const { trace } = predict({
    realm: loaded,
    persona: { username, wrong: { password: 1 }, try_another_way: { login: 1 } },
    request,
  });
  return trace.end;
}

function read(document: Json) {
  try {
    return readRealm(document, { version: '26.7.3', file: 'damaged.json' });
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.ok(error.details[0]?.at?.path, 'a problem names its place');
    return 'problem';
  }
}

test('a damaged export ends in a prediction or a located problem, never in a crash', (context) => {
  const ends = new Map<string, number>();
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.array(damage, { minLength: 1, maxLength: 6 }), (name, damages) => {
      const end = outcome(damaged(realms[name] ?? {}, damages));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    { numRuns: 600, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  context.diagnostic(JSON.stringify(Object.fromEntries(ends)));
  assert.ok((ends.get('problem') ?? 0) > 10 && ends.size > 2);
});

test('any JSON at all is refused or predicted', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // fast-check's JSON values are this type's values.
      outcome(value as Json);
    }),
    { numRuns: 500 },
  );
});

test('a flow that contains itself is refused instead of running for ever', () => {
  const loop = (flowAlias: string) => ({ authenticatorFlow: true, flowAlias, requirement: 'REQUIRED' });
  const flow = (alias: string, child: string) => ({
    alias,
    providerId: 'basic-flow',
    topLevel: alias === 'a',
    authenticationExecutions: [loop(child)],
  });
  assert.equal(
    outcome({ realm: 'r', browserFlow: 'a', authenticationFlows: [flow('a', 'b'), flow('b', 'a')] }),
    'problem',
  );
});

test('names that every object inherits mean nothing', () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  for (const name of hostile) {
    const users = [
      {
        username: name,
        enabled: true,
        requiredActions: [name],
        attributes: { [name]: ['x'] },
        credentials: [{ type: 'password', value: 'x' }],
      },
    ];
    assert.doesNotThrow(() =>
      outcome({
        realm: 'r',
        enabled: true,
        sslRequired: 'none',
        users,
        clients: [{ clientId: name, redirectUris: ['*'] }],
      }),
    );
  }
});
