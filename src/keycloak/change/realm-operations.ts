import { z } from 'zod';
import { builtInActions } from '../read/built-in-actions.ts';
import { adminPath } from './admin-path.ts';
import { boundFlow, unknownName } from './known.ts';
import { merged, previous } from './merged-texts.ts';
import { type Call, operationRow } from './operation.ts';
import type { RealmDraft } from './realm-draft.ts';

const on = z.boolean().optional();
const number = z.int().min(0).optional();
const word = z.string().optional();

/** Members of a realm that decide about logins. `null` takes an attribute away; attributes that are not named stay. */
const switches = z.strictObject({
  enabled: on,
  registrationAllowed: on,
  rememberMe: on,
  verifyEmail: on,
  loginWithEmailAllowed: on,
  resetPasswordAllowed: on,
  editUsernameAllowed: on,
  internationalizationEnabled: on,
  bruteForceProtected: on,
  permanentLockout: on,
  maxTemporaryLockouts: number,
  bruteForceStrategy: z.enum(['MULTIPLE', 'LINEAR']).optional(),
  failureFactor: number,
  waitIncrementSeconds: number,
  maxFailureWaitSeconds: number,
  minimumQuickLoginWaitSeconds: number,
  quickLoginCheckMilliSeconds: number,
  maxDeltaTimeSeconds: number,
  ssoSessionIdleTimeout: number,
  ssoSessionMaxLifespan: number,
  accessCodeLifespanLogin: number,
  accessCodeLifespanUserAction: number,
  passwordPolicy: word,
  browserFlow: word,
  registrationFlow: word,
  directGrantFlow: word,
  resetCredentialsFlow: word,
  attributes: z.record(z.string(), z.string().nullable()).optional(),
});

/** The members above that are aliases of flows. */
const BOUND = ['browserFlow', 'registrationFlow', 'directGrantFlow', 'resetCredentialsFlow'] as const;

/** Source: `RealmAdminResource.updateRealm`: what is left out stays, but attributes are replaced as a whole. */
export const updateRealm = operationRow({
  method: 'PUT',
  path: '/',
  body: switches,
  apply: (draft, call) => {
    const { attributes, ...members } = call.body;
    for (const key of BOUND) {
      const alias = call.body[key];
      if (alias !== undefined) boundFlow(draft, alias, ['body', key], call);
    }
    Object.assign(draft.realm, members);
    if (attributes) draft.realm.attributes = merged(draft.realm.attributes, attributes, null);
  },
  undo: ({ before: { realm } }, { body }) => {
    const { attributes, ...members } = body;
    const was = Object.keys(members).map((key) => [key, realm[key] ?? (key === 'passwordPolicy' ? '' : undefined)]);
    if (was.some(([, value]) => value === undefined)) return undefined;
    const texts = attributes && previous(realm.attributes, Object.keys(attributes), null);
    return [{ method: 'PUT', path: '/', body: { ...Object.fromEntries(was), ...(texts && { attributes: texts }) } }];
  },
});

/** The alias is matched with case. Source: `AuthenticationManagementResource.updateRequiredAction`. */
export const updateRequiredAction = operationRow({
  method: 'PUT',
  path: '/authentication/required-actions/{action}',
  body: z.strictObject({
    name: z.string().optional(),
    enabled: on,
    defaultAction: on,
    priority: number,
    config: z.record(z.string(), z.string()).optional(),
  }),
  apply: (draft, call) => {
    const action = knownAction(draft, call);
    Object.assign(action, call.body);
  },
  undo: ({ before }, call) => {
    const { alias, name, enabled, defaultAction, priority, config } = knownAction(before, call);
    const was = { name: name ?? alias, enabled: enabled ?? false, defaultAction: defaultAction ?? false };
    const body = { ...was, priority: priority ?? 0, config: config ?? {} };
    return [{ method: 'PUT', path: adminPath('/authentication/required-actions/{action}', { action: alias }), body }];
  },
});

function knownAction(
  { realm, traits }: RealmDraft,
  { params, refused }: Call<'/authentication/required-actions/{action}', unknown>,
) {
  realm.requiredActions ??= builtInActions(traits).map(({ provider_id, default_action, config, ...action }) => {
    return { ...action, providerId: provider_id, defaultAction: default_action, config: { ...config } };
  });
  const found = realm.requiredActions.find(({ alias }) => alias === params.action);
  const known = realm.requiredActions.map(({ alias }) => alias);
  if (!found) throw refused(unknownName('required action', params.action, { path: ['path'], known }));
  return found;
}
