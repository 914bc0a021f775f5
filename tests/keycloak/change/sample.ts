import type { RealmExport } from '../../../src/keycloak/change/apply-operations.ts';
import type { AdminOperation } from '../../../src/keycloak/change/operation.ts';

export const VERSION = '26.7.3';

/** A realm that leaves its flows, required actions and switches to the server. */
export const BARE: RealmExport = {
  realm: 'ops',
  enabled: true,
  roles: { realm: [{ name: 'a' }, { name: 'b' }] },
  groups: [{ name: 'staff', path: '/staff', realmRoles: ['a'] }],
  clients: [
    {
      clientId: 'portal',
      publicClient: true,
      redirectUris: ['http://127.0.0.1/callback'],
      attributes: { x: '1' },
    },
  ],
};

export const post = (path: string, body: unknown): AdminOperation => ({ method: 'POST', path, body });
export const put = (path: string, body: unknown): AdminOperation => ({ method: 'PUT', path, body });
export const remove = (path: string, body?: unknown): AdminOperation => {
  return { method: 'DELETE', path, ...(body !== undefined && { body }) };
};

const FLOWS = '/authentication/flows';
const INNER = `${FLOWS}/own inner/executions`;

/** What stands in the realm before the changes below: a copy, and a flow of its own with a subflow in a subflow. */
export const PREPARED: readonly AdminOperation[] = [
  post(`${FLOWS}/browser/copy`, { newName: 'my browser' }),
  post(FLOWS, { alias: 'own flow', description: 'Mine' }),
  post(`${FLOWS}/own flow/executions/execution`, { provider: 'auth-cookie', requirement: 'ALTERNATIVE', priority: 5 }),
  post(`${FLOWS}/own flow/executions/flow`, { alias: 'own inner', requirement: 'CONDITIONAL', priority: 12 }),
  post(`${INNER}/execution`, {
    provider: 'conditional-user-role',
    requirement: 'REQUIRED',
    priority: 7,
    config: { alias: 'is b', config: { condUserRole: 'b', negate: 'true' } },
  }),
  post(`${INNER}/flow`, { alias: 'own innermost', description: 'Inside', requirement: 'REQUIRED', priority: 9 }),
  post(`${FLOWS}/own innermost/executions/execution`, { provider: 'auth-otp-form', requirement: 'ALTERNATIVE' }),
];

/** Changes that apply to the prepared realm; together they hold every row of the table of operations. */
export const CHANGES: Readonly<Record<string, readonly AdminOperation[]>> = {
  'switches of the realm': [put('/', { bruteForceProtected: true, failureFactor: 4, passwordPolicy: 'length(8)' })],
  'attributes of the realm': [put('/', { verifyEmail: true, attributes: { 'acr.loa.map': '{"gold":2}' } })],
  'a flow': [post(FLOWS, { alias: 'second flow', description: 'Mine too' })],
  'flows that go': [remove(`${FLOWS}/my browser`), remove(`${FLOWS}/own flow`)],
  'a copy of a copy': [post(`${FLOWS}/own flow/copy`, { newName: 'twin' })],
  'a bound flow': [put('/', { browserFlow: 'my browser' })],
  executions: [
    post(`${FLOWS}/own flow/executions/execution`, { provider: 'auth-spnego' }),
    post(`${FLOWS}/own flow/executions/execution`, { provider: 'auth-username-form', priority: 30 }),
    post(`${FLOWS}/own flow/executions/execution`, {
      provider: 'conditional-user-role',
      requirement: 'REQUIRED',
      priority: 20,
      config: { alias: 'is a', config: { condUserRole: 'a', negate: 'false', nothing: '' } },
    }),
  ],
  subflows: [
    post(`${FLOWS}/own flow/executions/flow`, { alias: 'one more', requirement: 'ALTERNATIVE', priority: 40 }),
    post(`${FLOWS}/one more/executions/flow`, { alias: 'and one in it' }),
    post(`${FLOWS}/and one in it/executions/execution`, { provider: 'auth-otp-form', requirement: 'ALTERNATIVE' }),
  ],
  'rows of a copy': [
    put(`${FLOWS}/my browser/executions`, { providerId: 'auth-otp-form', requirement: 'REQUIRED' }),
    put(`${FLOWS}/my browser/executions`, { displayName: 'my browser forms', priority: 3 }),
    put(`${FLOWS}/my browser/executions`, {
      alias: 'my browser browser-conditional-credential',
      requirement: 'DISABLED',
      priority: 99,
    }),
  ],
  'a row of a built-in flow': [
    put(`${FLOWS}/browser/executions`, { providerId: 'auth-otp-form', requirement: 'REQUIRED' }),
  ],
  'a config': [put('/authentication/config/is b', { config: { condUserRole: 'a' } })],
  'executions that go': [
    remove(`${FLOWS}/my browser/executions/my browser Organization`),
    remove(`${FLOWS}/my browser Browser - Conditional 2FA/executions/conditional-credential`),
    remove(`${FLOWS}/my browser/executions/0`),
  ],
  'a tree that goes': [remove(`${FLOWS}/own flow/executions/own inner`)],
  'required actions': [
    put('/authentication/required-actions/CONFIGURE_TOTP', { enabled: false }),
    put('/authentication/required-actions/TERMS_AND_CONDITIONS', { enabled: true, defaultAction: true, priority: 5 }),
  ],
  'a client': [
    put('/clients/portal', {
      attributes: { x: '', 'acr.loa.map': '{"gold":2}' },
      authenticationFlowBindingOverrides: { browser: 'my browser' },
    }),
  ],
  'a client that is switched off': [
    put('/clients/portal', { enabled: false, standardFlowEnabled: false, name: 'Portal', redirectUris: [] }),
  ],
  'a role': [
    post('/roles', { name: 'new', description: 'New' }),
    post('/roles/new/composites', [{ name: 'a' }, { name: 'b' }]),
    remove('/roles/new/composites', [{ name: 'a' }]),
  ],
  'a role that goes': [post('/roles', { name: 'new' }), remove('/roles/new')],
  'a group': [
    post('/groups', { name: 'team', attributes: { floor: ['2'] } }),
    post('/groups/team/role-mappings/realm', [{ name: 'a' }]),
    post('/groups/staff/role-mappings/realm', [{ name: 'b' }]),
    remove('/groups/staff/role-mappings/realm', [{ name: 'a' }]),
  ],
  'a role and a group whose names are no segments of a path': [
    post('/roles', { name: 'x/y' }),
    post('/roles/x%2Fy/composites', [{ name: 'a' }]),
    post('/groups', { name: '50%25 a/b' }),
    post('/groups/50%2525%20a%2Fb/role-mappings/realm', [{ name: 'x/y' }]),
  ],
  'a group that goes': [remove('/groups/staff')],
};
