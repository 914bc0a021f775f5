import { IDP_REDIRECTOR, UPDATE_EMAIL } from '../provider-ids.ts';
import { elements, flag, member, text } from '../read/document-node.ts';
import type { Realm } from '../realm.ts';
import { rowPath } from './export-path.ts';
import { journeys, proof } from './journeys.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const STORAGE = 'org.keycloak.storage.UserStorageProvider';
const SENT =
  'auth-cookie ALTERNATIVE\nidentity-provider-redirector ALTERNATIVE defaultProvider=partner\nforms ALTERNATIVE:\n  auth-username-password-form REQUIRED';

/** Switches of the realm whose effect is easily overlooked. */
export const SETTING_RULES: readonly SpokenRule[] = [
  {
    id: 'L-19',
    class: 'warning',
    title: 'UPDATE_EMAIL is a page of its own',
    looks_for: 'the required action UPDATE_EMAIL, enabled',
    detect: ({ realm }) =>
      realm.required_actions.get(UPDATE_EMAIL)?.enabled
        ? [
            {
              at: `requiredActions[alias=${UPDATE_EMAIL}]`,
              message:
                'The e-mail cannot be edited on the profile pages any more: users and tests change it on the page update-email.',
            },
          ]
        : [],
    effect:
      'The e-mail is read-only on UPDATE_PROFILE and VERIFY_PROFILE, also where it is missing, and is changed on a page of its own.',
    fix: 'Expect the page update-email in tests, or disable the action.',
    evidence: ['UpdateEmail', 'DefaultAttributes.isReadOnly', '#24955', '#22403'],
    since: '26.4',
    example: {
      triggers: {
        flow: FORMS,
        realm: { requiredActions: [{ alias: UPDATE_EMAIL, providerId: UPDATE_EMAIL, enabled: true }] },
      },
      at: 'requiredActions[alias=UPDATE_EMAIL]',
      says: 'update-email',
      twin: {
        flow: FORMS,
        realm: { requiredActions: [{ alias: UPDATE_EMAIL, providerId: UPDATE_EMAIL, enabled: false }] },
      },
    },
  },
  {
    id: 'L-36',
    class: 'error',
    title: 'Default identity provider that is not there',
    looks_for: 'an identity-provider-redirector whose defaultProvider is missing, disabled or for linking only',
    detect: missingProviders,
    effect:
      'The step is merely attempted: instead of being sent to the identity provider everybody sees the next alternative, usually the login form.',
    fix: 'Correct defaultProvider, or enable the identity provider.',
    evidence: ['IdentityProviderAuthenticator.authenticate'],
    example: {
      triggers: { flow: SENT },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'does not exist',
      twin: { flow: SENT, realm: { identityProviders: [{ alias: 'partner', providerId: 'oidc', enabled: true }] } },
    },
  },
  {
    id: 'L-44',
    class: 'warning',
    title: 'Users that are not in the export',
    looks_for: 'an enabled user storage (LDAP or another) among the components',
    detect: storages,
    effect:
      'Credentials, roles and attributes of these users are not in the document: nothing that is predicted here speaks of them.',
    fix: 'Describe such users as personas with the credentials and roles they really have.',
    evidence: ['UserStorageProvider'],
    example: {
      triggers: { flow: FORMS, realm: { components: { [STORAGE]: [{ name: 'directory', providerId: 'ldap' }] } } },
      at: `components["${STORAGE}"][0]`,
      says: 'directory',
      twin: {
        flow: FORMS,
        realm: {
          components: { [STORAGE]: [{ name: 'directory', providerId: 'ldap', config: { enabled: ['false'] } }] },
        },
      },
    },
  },
];

function missingProviders(subject: Subject): Found[] {
  const { realm, root, steps } = subject;
  return steps
    .filter(({ execution }) => execution.authenticator === IDP_REDIRECTOR)
    .flatMap(({ top, execution }) => {
      const alias = execution.config?.['defaultProvider'];
      const trouble = alias === undefined ? undefined : troubleWith(realm, alias);
      if (trouble === undefined) return [];
      const message = `The identity provider "${alias}" ${trouble}: nobody is sent there.${proof(journeys(subject, top).slice(0, 1))}`;
      return [{ at: rowPath(root, execution), message }];
    });
}

function troubleWith({ identity_providers }: Realm, alias: string): string | undefined {
  const provider = identity_providers.get(alias);
  if (!provider) return 'does not exist';
  if (!provider.enabled) return 'is disabled';
  return provider.link_only ? 'is for linking only' : undefined;
}

function storages({ root }: Subject): Found[] {
  return elements(member(member(root, 'components'), STORAGE)).flatMap((node, index) => {
    const [enabled] = elements(member(member(node, 'config'), 'enabled'));
    if (enabled && !flag(enabled, true)) return [];
    const name = text(member(node, 'name')) ?? text(member(node, 'providerId'));
    const message = `Users come from "${name}" too: what they own and may do is not in the export, so their logins are unknown here.`;
    return [{ at: `components["${STORAGE}"][${index}]`, message }];
  });
}
