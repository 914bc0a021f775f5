import { TERMS, UPDATE_PASSWORD } from '../provider-ids.ts';
import { isAbsent, member } from '../read/document-node.ts';
import type { Realm } from '../realm.ts';
import { keyed } from './export-path.ts';
import { foundUsers } from './found-users.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const WHOLE = { username: 'ada', enabled: true, email: 'ada@example.test', firstName: 'Ada', lastName: 'Example' };
const NOT_ENABLED = { ...WHOLE, enabled: undefined };

/** Users of the export who do not come in as expected. */
export const USER_RULES: readonly SpokenRule[] = [
  {
    id: 'L-26',
    class: 'warning',
    title: 'Required action that is not there',
    looks_for: 'an action that a user owes, or that new users should get, and that is not registered or not enabled',
    detect: ineffectiveActions,
    effect: 'The action is skipped with a line in the server log: the user is not asked to do anything.',
    fix: 'Enable the required action, or correct its alias (they are case-sensitive, except for the built-in ones on users).',
    evidence: ['AuthenticationManager.getApplicableRequiredActionsSorted'],
    example: {
      triggers: { flow: FORMS, realm: { users: [{ ...WHOLE, requiredActions: [TERMS] }] } },
      at: 'users[username=ada].requiredActions',
      says: TERMS,
      twin: { flow: FORMS, realm: { users: [{ ...WHOLE, requiredActions: [UPDATE_PASSWORD] }] } },
    },
  },
  {
    id: 'L-37',
    class: 'error',
    title: 'Nobody said "enabled"',
    looks_for: 'a user or the realm without the member "enabled" (an explicit false is taken as meant)',
    detect: notEnabled,
    effect:
      'A missing "enabled" is false: the user is told that the account is disabled, the realm that it is not enabled.',
    fix: 'Write "enabled": true.',
    evidence: [
      'DefaultExportImportManager.createUser',
      'UserRepresentation.isEnabled',
      'RealmRepresentation.isEnabled',
    ],
    example: {
      triggers: { flow: FORMS, realm: { users: [NOT_ENABLED] } },
      at: 'users[username=ada].enabled',
      says: 'no login for ada',
      twin: { flow: FORMS, realm: { users: [WHOLE] } },
    },
  },
];

function ineffectiveActions({ realm }: Subject): Found[] {
  const owing = [...realm.users.values()].flatMap(({ username, required_actions }) =>
    required_actions.map((alias) => ({ username, alias })),
  );
  const aliases = new Set(owing.map(({ alias }) => alias));
  const lost = [...aliases].filter((alias) => !realm.required_actions.get(alias)?.enabled);
  const defaults = [...realm.required_actions.values()].filter((action) => action.default_action && !action.enabled);
  return [
    ...lost.flatMap((alias) => {
      const names = owing.filter((owed) => owed.alias === alias).map(({ username }) => username);
      const sentence = (who: string) => `${alias} is ${stateOf(realm, alias)}: it is skipped for ${who}.`;
      return foundUsers(names, '.requiredActions', sentence);
    }),
    ...defaults.map(({ alias }) => ({
      at: `requiredActions[alias=${alias}]`,
      message: `${alias} is a default action but disabled: no new user is asked for it.`,
    })),
  ];
}

function stateOf(realm: Realm, alias: string): string {
  return realm.required_actions.has(alias) ? 'disabled' : 'not registered';
}

function notEnabled({ root }: Subject): Found[] {
  const users = keyed(member(root, 'users'), 'username').filter(([, node]) => isAbsent(member(node, 'enabled')));
  const realm = isAbsent(member(root, 'enabled'))
    ? [
        {
          at: 'enabled',
          message: 'The realm does not say "enabled": it is disabled, and every login ends with "Realm not enabled".',
        },
      ]
    : [];
  const names = users.map(([username]) => username);
  return [
    ...realm,
    ...foundUsers(names, '.enabled', (who) => `Without "enabled" an account is disabled: no login for ${who}.`),
  ];
}
