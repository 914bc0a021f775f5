import type { Realm } from '../../keycloak/realm.ts';
import { EXECUTION, FLOW, withFlows } from './flow-units.ts';
import { listed, mapped, settings, type UnitKind } from './realm-unit.ts';

/** What of a realm is one value: a switch, a binding, a number of seconds. */
const SWITCHES = [
  'enabled',
  'ssl_required',
  'registration_allowed',
  'registration_email_as_username',
  'remember_me',
  'verify_email',
  'login_with_email',
  'duplicate_emails',
  'reset_password',
  'edit_username',
  'internationalization',
  'organizations_enabled',
  'passkeys',
  'smtp',
  'sso_idle_s',
  'sso_max_s',
  'browser_flow',
  'registration_flow',
] as const satisfies readonly (keyof Realm)[];

const SWITCH: UnitKind = {
  kind: 'setting',
  of: (realm) => new Map(SWITCHES.flatMap((name) => (realm[name] === undefined ? [] : [[name, realm[name]]]))),
  // A realm's members are read here by names that its type cannot follow.
  transplant: (realm, from, name) => {
    const { [name]: _replaced, ...rest } = realm as unknown as Readonly<Record<string, unknown>>;
    const other = (from as unknown as Readonly<Record<string, unknown>>)[name];
    // Every other member stays, and this one has the type it has in a realm.
    return { ...rest, ...(other !== undefined && { [name]: other }) } as unknown as Realm;
  },
};

const VERSION: UnitKind = {
  kind: 'server version',
  of: ({ version }) => new Map([['version', version.text]]),
  transplant: (realm, { version }) => withFlows({ ...realm, version }, realm.flows),
};

const CONFIGS: UnitKind = {
  kind: 'authenticator configs',
  of: ({ configs }) => new Map([['all', configs.map((each) => JSON.stringify(each)).toSorted()]]),
  transplant: (realm, { configs }) => ({ ...realm, configs }),
};

const ROLE: UnitKind = {
  kind: 'role',
  of: ({ roles }) => new Map([...roles].map((name) => [name, true])),
  transplant: (realm, from, name) => {
    const roles = new Set(realm.roles);
    if (from.roles.has(name)) roles.add(name);
    else roles.delete(name);
    return { ...realm, roles };
  },
};

/** One row per kind of thing that a prediction may depend on. */
export const UNIT_KINDS: readonly UnitKind[] = [
  VERSION,
  SWITCH,
  settings('brute-force setting', 'brute_force'),
  settings('one-time code setting', 'otp_policy'),
  settings('attribute', 'attributes'),
  mapped('password policy', 'password_policy'),
  FLOW,
  EXECUTION,
  CONFIGS,
  mapped('required action', 'required_actions'),
  mapped('client', 'clients'),
  mapped('client scope', 'client_scopes'),
  ROLE,
  mapped('grants of the persona', 'users'),
  mapped('identity provider', 'identity_providers'),
  listed('organization', 'organizations', ({ alias }) => alias),
  listed('profile attribute', 'profile', ({ name }) => name),
  mapped('text', 'texts'),
];
