import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRecord } from '../../../src/contract/mutation/document.ts';
import { mutantsOf } from '../../../src/contract/mutation/mutants.ts';
import { removing, replacing } from '../../../src/contract/mutation/operator.ts';
import { OPERATORS } from '../../../src/contract/mutation/operators.ts';
import { writtenOut } from '../../../src/contract/mutation/written-out.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { RICH_REALM } from './rich-realm.ts';

const VERSION = '26.7.3';

/** `users[anna].groups[/people]` as the pattern it comes from: `users.*.groups.*`. Names may hold brackets of their own. */
function fits(pattern: string, at: string): boolean {
  const parts = pattern.split('.').map((part) => (part === '*' ? '(?:\\[.*\\]|\\..+)' : `\\.${part}`));
  return new RegExp(`^${parts.join('')}$`).test(`.${at}`);
}

const rich = mutantsOf(RICH_REALM);

for (const { id, about } of OPERATORS)
  test(`${id} changes the rich realm at each of its fields`, () => {
    const places = rich.mutants
      .filter(({ operator }) => operator === id)
      .map((mutant) => mutant.id.slice(id.length + 1));
    assert.ok(places.length > 0, 'changes nothing');
    const groupsDeeper = (pattern: string) => pattern.startsWith('groups.*.subGroups');
    const untouched = about.filter(
      (pattern) => !groupsDeeper(pattern) && !places.some((place) => fits(pattern, place.slice(0, place.indexOf('=')))),
    );
    assert.deepEqual(untouched, UNTOUCHED[id] ?? []);
  });

/** Fields that an operator lists and changes with their owner. */
const UNTOUCHED: Readonly<Record<string, readonly string[]>> = {
  'flow.order': ['authenticationFlows.*.authenticationExecutions.*.priority'],
  'action.order': ['requiredActions.*.priority'],
};

test('no operator changes nothing, and no two mutants have one id', () => {
  assert.deepEqual(rich.unchanged, []);
  assert.equal(new Set(rich.mutants.map(({ id }) => id)).size, rich.mutants.length);
  assert.equal(new Set(OPERATORS.map(({ id }) => id)).size, OPERATORS.length);
});

test('a change that changes nothing is told, and left out', () => {
  const idle = replacing('idle', ['enabled'], ({ value }) => [{ value: 'same', becomes: value }]);
  const found = mutantsOf(RICH_REALM, [idle, replacing('gone', ['enabled'], removing)]);
  assert.deepEqual(found.unchanged, ['idle@enabled=same']);
  assert.deepEqual(
    found.mutants.map(({ id }) => id),
    ['gone@enabled=(removed)'],
  );
});

test('a mutant differs in one place and shares the rest', () => {
  const [mutant] = rich.mutants.filter(({ id }) => id === 'realm.switch@enabled=false');
  assert.ok(mutant);
  assert.equal(mutant.document['enabled'], false);
  assert.equal(mutant.document['users'], RICH_REALM['users']);
  assert.equal(RICH_REALM['enabled'], true);
});

test('what an import adds by itself is written out, and reads the same', () => {
  const bare = { realm: 'bare', enabled: true };
  const realm = readRealm(bare, { version: VERSION });
  const written = writtenOut(bare, realm);
  assert.ok(JSON.stringify(written).includes('auth-username-password-form'));
  const again = readRealm(written, { version: VERSION });
  const plain = ({ flows, required_actions, otp_policy, browser_flow, levels }: typeof realm) => ({
    flows: rows(flows),
    required_actions,
    otp_policy,
    browser_flow,
    levels: [...levels.keys()],
  });
  assert.deepEqual(plain(again), plain(realm));
});

/** Ids of built-in flows are given by the server; configs are shared by what they say. */
function rows(flows: ReturnType<typeof readRealm>['flows']) {
  return [...flows.values()].map(({ alias, provider_id, top_level, executions }) => ({
    alias,
    provider_id,
    top_level,
    executions,
  }));
}

/** What the reader asks for and no operator is about, and why. */
const EXEMPT: Readonly<Record<string, string>> = {
  realm: 'the name of the realm is in every address and decides nothing',
  keycloakVersion: 'which server wrote the export is no setting; the contract names the version',
  'authenticationFlows.*.alias': 'rows name it, so changing it alone is refused, as flow.removed is',
  'authenticationFlows.*.id': 'only overrides name it, which client.flow-override changes',
  'authenticationFlows.*.authenticationExecutions.*.autheticatorFlow': 'the misspelt twin of authenticatorFlow',
  'authenticatorConfig.*.alias': 'rows name it; flow.config changes which one they name',
  'requiredActions.*.alias': 'action.removed takes it away whole',
  'requiredActions.*.name': 'decides only between equal priorities, which action.order changes',
  'requiredActions.*.providerId': 'which code runs is no setting of an administrator',
  'clients.*.clientId': 'client.removed takes it away whole',
  'clients.*.adminUrl': 'no login meets it; an address that is none is refused',
  'clientScopes.*.name': 'scope.removed takes it away whole',
  'roles.realm.*.name': 'role.removed takes it away whole',
  'roles.client.*.*.name': 'role.removed takes it away whole',
  'groups.*.name': 'group.removed takes it away whole',
  'organizations.*.name': 'organization.alias and organization.removed',
  'organizations.*.domains.*.name': 'organization.domain takes it away whole',
  'organizations.*.members.*.username': 'organization.member takes it away whole',
  'organizations.*.identityProviders.*.alias': 'organization.identity-provider takes it away whole',
  'identityProviders.*.alias': 'identity-provider.removed takes it away whole',
  'identityProviders.*.providerId': 'which code runs is no setting of an administrator',
  'users.*.username': 'the persona itself',
  'users.*.credentials.*.id': 'made by the server',
  'users.*.credentials.*.type': 'user.credential-removed and user.credential-added',
  'users.*.credentials.*.value': 'a secret, of which only the kind matters',
  'users.*.credentials.*.userLabel': 'a name the user chose',
  'users.*.credentials.*.createdDate': 'time is not looked at',
  'users.*.credentials.*.credentialData': 'digits and period of a device in hand',
  'users.*.federatedIdentities.*.identityProvider': 'user.identity-provider takes it away whole',
  'users.*.clientConsents.*.clientId': 'user.consent takes it away whole',
  'users.*.clientConsents.*.grantedClientScopes': 'user.consent takes it away whole',
};

test("every field the reader asks for is somebody's business", () => {
  const asked = fieldsRead();
  assert.ok(asked.size > 90, `${asked.size} fields`);
  const about = OPERATORS.flatMap((operator) => operator.about);
  const isCovered = (field: string) =>
    about.some((pattern) => pattern === field || pattern.startsWith(`${field}.`) || isWhole(pattern, field));
  const open = [...asked].filter((field) => !isCovered(field) && !Object.hasOwn(EXEMPT, field));
  assert.deepEqual(open, []);
  assert.deepEqual(
    Object.keys(EXEMPT).filter((field) => !asked.has(field)),
    [],
    'exempt, and never asked for',
  );
});

/** What is below a member that an operator replaces as a whole, without a row of its own. */
function isWhole(pattern: string, field: string): boolean {
  return WHOLE.some((whole) => pattern === whole && field.startsWith(whole));
}

const WHOLE = ['components.*.*.config.*.*', 'clients.*.authenticationFlowBindingOverrides', 'smtpServer'];

/** Reads the rich realm and remembers each member it was asked for, as a pattern. */
function fieldsRead(): Set<string> {
  const asked = new Set<string>();
  readRealm(watched(RICH_REALM, '', asked), { version: VERSION });
  return asked;
}

/** Objects whose members are names, not fields. */
const NAMED = [
  'clients.*.attributes',
  'clientScopes.*.attributes',
  'authenticatorConfig.*.config',
  'attributes',
  'requiredActions.*.config',
  'roles.client',
  'users.*.attributes',
  'users.*.clientRoles',
  'groups.*.clientRoles',
  'groups.*.attributes',
  'localizationTexts',
  'localizationTexts.*',
  'components',
  'components.*.*.config',
  'identityProviders.*.config',
  'roles.realm.*.composites.client',
  'roles.client.*.*.composites.client',
  'smtpServer',
];

function watched(value: unknown, path: string, asked: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((element) => watched(element, `${path}.*`, asked));
  if (!isRecord(value)) return value;
  const at = (key: string) => {
    const normal = path.replaceAll('.subGroups.*', '');
    const step = NAMED.includes(normal) ? '*' : key;
    return normal === '' ? step : `${normal}.${step}`;
  };
  return new Proxy(
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, watched(member, at(key), asked)])),
    {
      getOwnPropertyDescriptor(target, key) {
        if (typeof key === 'string') asked.add(at(key));
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    },
  );
}
