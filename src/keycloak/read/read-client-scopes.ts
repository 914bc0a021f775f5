import type { ClientScope } from '../realm.ts';
import type { Traits } from '../version.ts';
import {
  type DocumentNode,
  elements,
  isAbsent,
  member,
  requiredText,
  text,
  textRecord,
  texts,
} from './document-node.ts';

/** The client scopes of a realm, and which of them a client gets that names none. */
export interface Scopes {
  readonly scopes: ReadonlyMap<string, ClientScope>;
  readonly defaults: readonly string[];
  readonly optionals: readonly string[];
}

/** Consent texts of the scopes a new realm gets; `undefined`: never on the consent page. Source: `OIDCLoginProtocolFactory`. */
const NEW_DEFAULTS: readonly (readonly [name: string, consent: string | undefined])[] = [
  ['profile', 'User profile'],
  ['email', 'Email address'],
  ['roles', 'User roles'],
  ['web-origins', undefined],
  ['acr', undefined],
  ['basic', undefined],
];
const NEW_OPTIONALS: readonly (readonly [name: string, consent: string | undefined])[] = [
  ['address', 'Address'],
  ['phone', 'Phone number'],
  ['offline_access', 'Offline Access'],
  ['microprofile-jwt', undefined],
];
const ORGANIZATION_SCOPE = ['organization', 'Organization'] as const;

/** Source: `RealmManager.importRealm`: the scopes of the document, else those of a new realm. */
export function readClientScopes(root: DocumentNode, traits: Traits): Scopes {
  const list = member(root, 'clientScopes');
  if (isAbsent(list)) return newRealmScopes(traits);
  const scopes = new Map(elements(list).filter(isOpenId).map(readScope));
  const known = (key: string) => texts(member(root, key)).filter((name) => scopes.has(name));
  return { scopes, defaults: known('defaultDefaultClientScopes'), optionals: known('defaultOptionalClientScopes') };
}

function newRealmScopes(traits: Traits): Scopes {
  const optionals = traits.organization_flow ? [...NEW_OPTIONALS, ORGANIZATION_SCOPE] : NEW_OPTIONALS;
  return {
    scopes: new Map([...NEW_DEFAULTS, ...optionals].map(([name, consent]) => [name, newScope(name, consent)])),
    defaults: NEW_DEFAULTS.map(([name]) => name),
    optionals: optionals.map(([name]) => name),
  };
}

function newScope(name: string, consent: string | undefined): ClientScope {
  return { name, on_consent_screen: consent !== undefined, consent_text: consent ?? name, attributes: {} };
}

function isOpenId(node: DocumentNode): boolean {
  return (text(member(node, 'protocol')) ?? 'openid-connect') === 'openid-connect';
}

function readScope(node: DocumentNode): [string, ClientScope] {
  const name = requiredText(member(node, 'name'));
  const attributes = textRecord(member(node, 'attributes'));
  return [
    name,
    {
      name,
      on_consent_screen: attributes['display.on.consent.screen'] !== 'false',
      consent_text: consentText(attributes['consent.screen.text'], name),
      attributes,
    },
  ];
}

/** Texts such as `${profileScopeConsentText}` are keys of the server's bundle. */
function consentText(written: string | undefined, name: string): string {
  if (!written) return name;
  const [, key] = /^\$\{(\w+)ScopeConsentText\}$/.exec(written) ?? [];
  return (key && BUNDLED.get(key)) || written;
}

const BUNDLED: ReadonlyMap<string, string> = new Map([
  ['profile', 'User profile'],
  ['email', 'Email address'],
  ['rolesList', 'My Roles'],
  ['samlRoleList', 'My Roles'],
  ['roles', 'User roles'],
  ['address', 'Address'],
  ['phone', 'Phone number'],
  ['offlineAccess', 'Offline Access'],
  ['organization', 'Organization'],
]);
