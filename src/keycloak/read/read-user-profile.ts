import type { ProfileAttribute } from '../realm.ts';
import {
  type DocumentNode,
  elements,
  flag,
  isAbsent,
  member,
  members,
  parsed,
  requiredText,
  text,
  texts,
} from './document-node.ts';

const COMPONENT = 'org.keycloak.userprofile.UserProfileProvider';
const CONFIG = 'kc.user.profile.config';

const BOTH = ['admin', 'user'];
const NONE: Readonly<Record<string, unknown>> = {};

/** The profile of a realm that configures none. Source: `keycloak-default-user-profile.json`. */
const DEFAULT_PROFILE: readonly ProfileAttribute[] = [
  attribute('username', 'Username', false, [
    ['length', { min: 3, max: 255 }],
    ['username-prohibited-characters', NONE],
    ['up-username-not-idn-homograph', NONE],
  ]),
  attribute('email', 'Email', true, [
    ['email', NONE],
    ['length', { max: 255 }],
  ]),
  attribute('firstName', 'First name', true, [
    ['length', { max: 255 }],
    ['person-name-prohibited-characters', NONE],
  ]),
  attribute('lastName', 'Last name', true, [
    ['length', { max: 255 }],
    ['person-name-prohibited-characters', NONE],
  ]),
];

type Validations = readonly (readonly [string, Readonly<Record<string, unknown>>])[];

function attribute(name: string, label: string, required: boolean, validations: Validations): ProfileAttribute {
  return {
    name,
    display_name: label,
    multivalued: false,
    ...(required ? { required: { roles: ['user'], scopes: [] } } : {}),
    edit: BOTH,
    view: BOTH,
    selector_scopes: [],
    validations: new Map(validations),
  };
}

/** The user profile of the realm: the configured one, else the default. */
export function readUserProfile(root: DocumentNode): readonly ProfileAttribute[] {
  const config = elements(member(member(root, 'components'), COMPONENT))
    .map((component) => elements(member(member(component, 'config'), CONFIG))[0])
    .find((node) => node !== undefined);
  if (!config) return DEFAULT_PROFILE;
  const attributes = elements(member(parsed(config), 'attributes')).map(readAttribute);
  return withBasics(attributes);
}

/** `UPConfig` of a realm always has username and e-mail: the provider adds them. */
function withBasics(attributes: ProfileAttribute[]): ProfileAttribute[] {
  const missing = DEFAULT_PROFILE.filter(({ name }) => name === 'username' || name === 'email')
    .filter(({ name }) => !attributes.some((candidate) => candidate.name === name))
    .map(({ required: _required, ...basic }) => ({ ...basic, validations: new Map() }));
  return [...missing, ...attributes];
}

function readAttribute(node: DocumentNode): ProfileAttribute {
  const name = requiredText(member(node, 'name'));
  const required = member(node, 'required');
  const permissions = member(node, 'permissions');
  return {
    name,
    display_name: label(text(member(node, 'displayName')), name),
    multivalued: flag(member(node, 'multivalued'), false),
    ...(isAbsent(required)
      ? {}
      : { required: { roles: texts(member(required, 'roles')), scopes: texts(member(required, 'scopes')) } }),
    edit: isAbsent(permissions) ? [] : texts(member(permissions, 'edit')),
    view: isAbsent(permissions) ? [] : texts(member(permissions, 'view')),
    selector_scopes: texts(member(member(node, 'selector'), 'scopes')),
    validations: new Map(members(member(node, 'validations')).map(([id, options]) => [id, optionsOf(options)])),
  };
}

function optionsOf(node: DocumentNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(members(node).map(([key, child]) => [key, child.value]));
}

/** Display names such as `${firstName}` are keys of the server's bundle. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['username', 'Username'],
  ['email', 'Email'],
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['locale', 'Locale'],
]);

function label(written: string | undefined, name: string): string {
  const [, key] = /^\$\{(.+)\}$/.exec(written ?? '') ?? [];
  if (key) return LABELS.get(key) ?? key;
  return written || name;
}
