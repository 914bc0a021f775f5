import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { applyOperations, type RealmExport, reversible } from '../../../src/keycloak/change/apply-operations.ts';
import type { AdminOperation } from '../../../src/keycloak/change/operation.ts';
import { OPERATIONS } from '../../../src/keycloak/change/operations.ts';
import { recognise } from '../../../src/keycloak/change/recognise.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { Problem } from '../../../src/problem.ts';
import { canonicalRealm } from '../../../src/provider/keycloak/canonical-realm.ts';
import { BARE, CHANGES, PREPARED, post, put, remove, VERSION } from './sample.ts';

const FLOWS = '/authentication/flows';
const apply = (operations: readonly AdminOperation[], document: RealmExport = BARE) =>
  applyOperations(document, operations, { version: VERSION });

/** A whole export, as a 26.7.3 server wrote it. */
const WHOLE: RealmExport = JSON.parse(readFileSync(new URL('./whole-export.json', import.meta.url), 'utf8'));

test('the sample changes hold every operation of the table', () => {
  const names = Object.values(CHANGES).flatMap((change) =>
    recognise(change, { version: VERSION }).map((row) => row.name),
  );
  assert.deepEqual(new Set(names), new Set(Object.keys(OPERATIONS)));
});

const READY = apply(PREPARED);

for (const [name, change] of Object.entries(CHANGES)) {
  test(`${name}: the realm is readable, and its source is as it was`, () => {
    const source = structuredClone(READY);
    const changed = apply(change, source);
    assert.deepEqual(source, READY);
    assert.ok(readRealm(changed, { version: VERSION }).flows.size > 0);
  });

  test(`${name}: each step is taken back by its inverse`, () => {
    let realm = apply(PREPARED, WHOLE);
    const steps = reversible(realm, change, { version: VERSION });
    for (const [index, step] of change.entries()) {
      const changed = apply([step], realm);
      assert.notDeepEqual(canonicalRealm(changed), canonicalRealm(realm));
      assert.deepEqual(canonicalRealm(apply(steps[index]?.undo ?? [], changed)), canonicalRealm(realm));
      realm = changed;
    }
  });
}

test('nothing is added that the change does not say', () => {
  const changed = apply([put('/', { rememberMe: true })], { realm: 'bare' });
  assert.deepEqual(changed, { realm: 'bare', rememberMe: true });
});

test('a step gets what the server gives it, and what a body asks for', () => {
  const { flows } = readRealm(apply(CHANGES['executions'] ?? [], READY), { version: VERSION });
  assert.deepEqual(
    flows.get('own flow')?.executions.map(({ authenticator, requirement, priority, config }) => {
      return [authenticator, requirement, priority, config];
    }),
    [
      ['auth-cookie', 'ALTERNATIVE', 5, undefined],
      [undefined, 'CONDITIONAL', 12, undefined],
      ['auth-spnego', 'DISABLED', 13, undefined],
      ['conditional-user-role', 'REQUIRED', 20, { condUserRole: 'a', negate: 'false' }],
      ['auth-username-form', 'REQUIRED', 30, undefined],
    ],
  );
});

test('a row is changed as far as it is said, wherever it stands below the flow', () => {
  const changed = readRealm(apply(CHANGES['rows of a copy'] ?? [], READY), { version: VERSION }).flows;
  const rows = ['my browser', 'my browser forms', 'my browser Browser - Conditional 2FA'].flatMap(
    (alias) => changed.get(alias)?.executions ?? [],
  );
  const found = (name: string) => {
    const row = rows.find(({ authenticator, flow }) => [authenticator, flow].includes(name));
    return [row?.requirement, row?.priority];
  };
  assert.deepEqual(found('auth-otp-form'), ['REQUIRED', 30]);
  assert.deepEqual(found('my browser forms'), ['ALTERNATIVE', 3]);
  assert.deepEqual(found('conditional-credential'), ['DISABLED', 99]);
  assert.deepEqual(found('auth-username-password-form'), ['REQUIRED', 10]);
});

test('a copy has subflows and configs under names of its own', () => {
  const { flows } = readRealm(READY, { version: VERSION });
  const [original, made] = [flows.get('Browser - Conditional 2FA'), flows.get('my browser Browser - Conditional 2FA')];
  const shape = (flow: typeof made) =>
    flow?.executions.map(({ authenticator, requirement, priority, config }) => [
      authenticator,
      requirement,
      priority,
      config,
    ]);
  assert.deepEqual(shape(made), shape(original));
  assert.equal(made?.executions.length, 5);
  assert.equal(flows.get('my browser')?.executions.at(-1)?.flow, 'my browser forms');
});

test('a client is bound to a flow by an id that the document has', () => {
  const { clients } = readRealm(apply(CHANGES['a client'] ?? [], READY), { version: VERSION });
  const { browser_flow, attributes } = clients.get('portal') ?? {};
  assert.deepEqual([browser_flow, attributes], ['my browser', { 'acr.loa.map': '{"gold":2}' }]);
});

interface Refused {
  readonly operations: readonly AdminOperation[];
  readonly says: RegExp;
  readonly at?: string;
}

const copy = post(`${FLOWS}/browser/copy`, { newName: 'my browser' });

/** What a server would refuse on this realm, or do nothing about. */
const REFUSED: Readonly<Record<string, Refused>> = {
  'an unknown flow': {
    operations: [post(`${FLOWS}/brwser/copy`, { newName: 'x' })],
    says: /no flow "brwser"[\s\S]*Did you mean "browser"\?/,
    at: '[0].path',
  },
  'an alias that is taken': {
    operations: [copy, copy],
    says: /has the alias "my browser" already/,
    at: '[1].body.newName',
  },
  'an alias that a built-in flow has': { operations: [post(FLOWS, { alias: 'forms' })], says: /"forms" already/ },
  'a built-in flow that is extended': {
    operations: [post(`${FLOWS}/browser/executions/execution`, { provider: 'auth-otp-form' })],
    says: /"browser" is built in[\s\S]*Copy the flow/,
  },
  'a built-in flow whose order is changed': {
    operations: [put(`${FLOWS}/browser/executions`, { providerId: 'auth-cookie', priority: 99 })],
    says: /is built in/,
    at: '[0].body.priority',
  },
  'a built-in flow that is deleted': { operations: [remove(`${FLOWS}/browser`)], says: /is built in/ },
  'a built-in flow that the export does not show': {
    operations: [post(`${FLOWS}/reset credentials/copy`, { newName: 'x' })],
    says: /does not say what the built-in flow "reset credentials" holds/,
  },
  'a flow in use that is deleted': {
    operations: [copy, put('/', { browserFlow: 'my browser' }), remove(`${FLOWS}/my browser`)],
    says: /in use: browserFlow of the realm/,
    at: '[2].path',
  },
  'an unknown execution': {
    operations: [copy, put(`${FLOWS}/my browser/executions`, { providerId: 'auth-otp-frm', requirement: 'REQUIRED' })],
    says: /no execution "auth-otp-frm"[\s\S]*Did you mean "auth-otp-form"\?/,
  },
  'an execution that is not the only one': {
    operations: [
      copy,
      put(`${FLOWS}/my browser/executions`, { providerId: 'conditional-user-configured', requirement: 'DISABLED' }),
    ],
    says: /2 executions are "conditional-user-configured"/,
  },
  'a requirement that is no choice': {
    operations: [
      copy,
      put(`${FLOWS}/my browser/executions`, { providerId: 'auth-otp-form', requirement: 'CONDITIONAL' }),
    ],
    says: /cannot be CONDITIONAL[\s\S]*REQUIRED, ALTERNATIVE, DISABLED/,
    at: '[1].body.requirement',
  },
  'an authenticator that no stock server has': {
    operations: [copy, post(`${FLOWS}/my browser/executions/execution`, { provider: 'auth-otp-fom' })],
    says: /no authenticator "auth-otp-fom"[\s\S]*Did you mean "auth-otp-form"\?/,
  },
  'a config whose alias is taken': {
    operations: [
      copy,
      post(`${FLOWS}/my browser/executions/execution`, {
        provider: 'conditional-credential',
        config: { alias: 'browser-conditional-credential', config: {} },
      }),
    ],
    says: /has the alias "browser-conditional-credential" already/,
  },
  'a flow bound that is not there': {
    operations: [put('/', { browserFlow: 'my browser' })],
    says: /no flow "my browser"/,
  },
  'a subflow bound': { operations: [copy, put('/', { browserFlow: 'my browser forms' })], says: /is a subflow/ },
  'an unknown action': {
    operations: [put('/authentication/required-actions/configure_totp', { enabled: false })],
    says: /Did you mean "CONFIGURE_TOTP"/,
  },
  'an unknown client': { operations: [put('/clients/portl', { enabled: false })], says: /Did you mean "portal"/ },
  'an unknown role': {
    operations: [post('/groups/staff/role-mappings/realm', [{ name: 'c' }])],
    says: /no realm role "c"/,
    at: '[0].body[0].name',
  },
  'a role twice': { operations: [post('/roles', { name: 'a' })], says: /a role "a" already/ },
};

for (const [name, { operations, says, at }] of Object.entries(REFUSED)) {
  test(`${name} does not apply`, () => {
    assert.throws(
      () => apply(operations),
      (error) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.code, 'change-inapplicable');
        assert.match(error.message, says);
        if (at) assert.equal(error.details[0]?.at?.path, at);
        return true;
      },
    );
  });
}

const UNSUPPORTED: Readonly<Record<string, Refused>> = {
  'a body where there is none': {
    operations: [remove('/roles/a', { name: 'a' })],
    says: /found a map\n {2}expected: no body/,
    at: '[0].body',
  },
  'an operation that is not in the table': {
    operations: [post('/users', { username: 'x' })],
    says: /POST \/users is not supported[\s\S]*PUT \/clients\/\{client\}/,
  },
  'a mistyped path': { operations: [put('/clientz/portal', {})], says: /not supported/ },
  'a mistyped member': {
    operations: [put('/', { bruteForceProtecte: true })],
    says: /unknown key "bruteForceProtecte"[\s\S]*Did you mean "bruteForceProtected"\?/,
    at: '[0].body.bruteForceProtecte',
  },
  'a number where a config has texts': {
    operations: [copy, put('/authentication/config/x', { config: { level: 2 } })],
    says: /found the number 2/,
  },
  'a row that is not named': {
    operations: [put(`${FLOWS}/browser/executions`, { requirement: 'REQUIRED' })],
    says: /providerId, displayName/,
  },
};

for (const [name, { operations, says, at }] of Object.entries(UNSUPPORTED)) {
  test(`${name} is refused before anything is applied`, () => {
    assert.throws(
      () => apply(operations),
      (error) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.code, 'contract-invalid');
        assert.match(error.message, says);
        if (at) assert.equal(error.details[0]?.at?.path, at);
        return true;
      },
    );
  });
}

test('all unsupported operations are told at once, each at its place', () => {
  const place = (path: readonly (string | number)[]) => ({ file: 'c.yaml', line: Number(path[0]) + 1, column: 3 });
  const two = [post('/users', {}), put('/', {}), put('/nowhere', {})];
  assert.throws(
    () => applyOperations(BARE, two, { version: VERSION, place }),
    (error) =>
      error instanceof Problem && error.details.length === 2 && error.message.includes('c.yaml:3:3: the operation PUT'),
  );
});

test('what nothing takes back is refused by who would have to', () => {
  const nameless = [put('/', { failureFactor: 4 })];
  assert.throws(() => reversible(BARE, nameless, { version: VERSION }), /nothing takes this operation back/);
  assert.ok(reversible(WHOLE, nameless, { version: VERSION }).length === 1);
});

test('a path may be written plainly or encoded', () => {
  const plain = put(`${FLOWS}/my browser/executions`, { providerId: 'auth-otp-form', requirement: 'REQUIRED' });
  const encoded = { ...plain, path: encodeURI(plain.path) };
  assert.deepEqual(apply([copy, encoded]), apply([copy, plain]));
});

const NAMES: RealmExport = {
  ...BARE,
  clients: [{ clientId: 'https://sp.example/saml', enabled: true, redirectUris: [] }],
  roles: { realm: ['plain', 'x/y'].map((name) => ({ name, composite: false })) },
  groups: [{ name: '50%25', path: '/50%25', realmRoles: ['x/y'] }],
};

/** Changes of things whose names cannot stand in a path as they are. */
const ODDLY_NAMED: readonly AdminOperation[] = [
  put(`/clients/${encodeURIComponent('https://sp.example/saml')}`, { enabled: false }),
  post('/roles', { name: 'p/q?r#s' }),
  post('/roles/x%2Fy/composites', [{ name: 'plain' }]),
  remove('/roles/x%2Fy/composites', [{ name: 'plain' }]),
  remove('/groups/50%2525/role-mappings/realm', [{ name: 'x/y' }]),
  post('/groups', { name: '100%2F' }),
  remove('/groups/50%2525'),
];

test('what takes a change back names things as they are called, whatever their names hold', () => {
  let realm = apply([], NAMES);
  for (const [index, { undo }] of reversible(NAMES, ODDLY_NAMED, { version: VERSION }).entries()) {
    const changed = apply(ODDLY_NAMED.slice(index, index + 1), realm);
    assert.deepEqual(canonicalRealm(apply(undo, changed)), canonicalRealm(realm));
    realm = changed;
  }
});

test('a change whose inverse is not understood is refused before it is sent', () => {
  const odd = { alias: 'a/b', providerId: 'basic-flow', topLevel: true, builtIn: false, authenticationExecutions: [] };
  const document = { ...BARE, authenticationFlows: [odd] };
  const operations = [remove(`${FLOWS}/a%2Fb`)];
  assert.ok(apply(operations, document));
  assert.throws(
    () => reversible(document, operations, { version: VERSION }),
    /would take this operation back does not/,
  );
});

const role = (more: object) => ({ roles: { realm: [{ name: 'a', ...more }, { name: 'b' }] } });

/** What creating the role `a`, or the group `staff`, anew does not bring back. */
const TOO_LITTLE: Readonly<Record<string, object>> = {
  'attributes of a role': role({ attributes: { floor: ['2'] } }),
  'composites of a role': role({ composite: true, composites: { realm: ['b'] } }),
  'a role of a subgroup': { groups: [{ name: 'top', subGroups: [{ name: 'sub', realmRoles: ['a'] }] }] },
  'a role in the scope of a client': { scopeMappings: [{ client: 'portal', roles: ['a'] }] },
  'a role in the scope of a client, by client': { clientScopeMappings: { portal: [{ client: 'x', roles: ['a'] }] } },
  'a role in a role of a client': {
    roles: { realm: [{ name: 'a' }], client: { portal: [{ name: 'c', composites: { realm: ['a'] } }] } },
  },
  'a role of everybody': { defaultRoles: ['a'] },
  'the role of everybody': { defaultRole: { name: 'a' } },
  'a role in a policy': {
    clients: [{ clientId: 'api', authorizationSettings: { policies: [{ config: { roles: '[{"id":"a"}]' } }] } }],
  },
};
const TOO_LITTLE_OF_A_GROUP: Readonly<Record<string, object>> = {
  'the description of a group': { groups: [{ name: 'staff', description: 'All of them' }] },
  'a group in a group': { groups: [{ name: 'staff', subGroups: [{ name: 'sub' }] }] },
  'client roles of a group': { groups: [{ name: 'staff', clientRoles: { portal: ['c'] } }] },
  'a group of everybody': { groups: [{ name: 'staff', path: '/staff' }], defaultGroups: ['/staff'] },
};

const PLAIN = { ...BARE, groups: [{ name: 'staff', path: '/staff', subGroups: [], clientRoles: {} }] };
for (const [path, cases] of [
  ['/roles/a', TOO_LITTLE],
  ['/groups/staff', TOO_LITTLE_OF_A_GROUP],
] as const) {
  for (const [name, members] of Object.entries(cases)) {
    test(`${name} would not come back, so that it is not deleted`, () => {
      const options = { version: VERSION };
      assert.equal(reversible(PLAIN, [remove(path)], options).length, 1);
      assert.throws(() => reversible({ ...PLAIN, ...members }, [remove(path)], options), /nothing takes this/);
    });
  }
}
