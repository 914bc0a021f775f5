import { AUTH_COOKIE, UPDATE_EMAIL, UPDATE_PROFILE, VERIFY_PROFILE } from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import { foundUsers } from './found-users.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const WHOLE = { username: 'ada', enabled: true, email: 'ada@example.test', firstName: 'Ada', lastName: 'Example' };
const NO_EMAIL = { ...WHOLE, email: undefined };

/** Users whose profile is asked for at the next login. */
export const PROFILE_RULES: readonly SpokenRule[] = [
  {
    id: 'L-18',
    class: 'warning',
    title: 'User with an incomplete profile',
    looks_for: 'users for whom VERIFY_PROFILE is predicted, by the user profile of the realm or the default one',
    detect: incompleteProfiles,
    effect:
      'At the next login a page asks for what is missing (by default e-mail, first and last name): an unexpected step for a test, and for the user.',
    fix: 'Complete the profile of the user, relax the user profile, or disable VERIFY_PROFILE.',
    evidence: ['VerifyUserProfile.evaluateTriggers', 'VerifyProfileTest', '#29870', '#33758', '#25380'],
    example: {
      triggers: { flow: FORMS, realm: { users: [NO_EMAIL] } },
      at: 'users[username=ada]',
      says: 'email',
      twin: { flow: FORMS, realm: { users: [WHOLE] } },
    },
  },
];

/** A flow that a session passes without a page: what is left are the required actions. */
const ACTIONS_ONLY = '(required actions only)';

function incompleteProfiles({ realm, foretell }: Subject): Found[] {
  const staged = withCookieFlow(realm);
  const missing = new Map<string, string[]>();
  for (const user of [...realm.users.values()].slice(0, MOST_USERS)) {
    const member = { name: user.username, user, stand_in: false };
    const trace = foretell({ top: ACTIONS_ONLY, member, realm: staged, session: true, first_page: true });
    const page = trace.pages.find(({ because }) => because.execution === VERIFY_PROFILE)?.shown;
    const fields = [...new Set(page?.messages.flatMap(({ field }) => field ?? []))].join(', ');
    if (page) missing.set(fields, [...(missing.get(fields) ?? []), user.username]);
  }
  return [...missing].flatMap(([fields, names]) =>
    foundUsers(
      names,
      '',
      (who) => `VERIFY_PROFILE asks ${who} for ${fields || 'a valid profile'} at the next login.${restText(realm)}`,
    ),
  );
}

/** A prediction for each user takes about half a millisecond. */
const MOST_USERS = 1000;

function restText({ users }: Realm): string {
  return users.size > MOST_USERS ? ` (Only the first ${MOST_USERS} users were looked at.)` : '';
}

/** The action in question, and those that complete the profile before it or take the e-mail out of it. */
const KEPT: ReadonlySet<string> = new Set([VERIFY_PROFILE, UPDATE_EMAIL, UPDATE_PROFILE]);

function withCookieFlow(realm: Realm): Realm {
  const row = {
    id: `${ACTIONS_ONLY}/cookie`,
    parent: ACTIONS_ONLY,
    requirement: 'ALTERNATIVE',
    priority: 0,
    authenticator: AUTH_COOKIE,
  } as const;
  const flow = { id: ACTIONS_ONLY, alias: ACTIONS_ONLY, provider_id: 'basic-flow', top_level: true, executions: [row] };
  return {
    ...realm,
    flows: new Map([...realm.flows, [ACTIONS_ONLY, flow]]),
    levels: new Map([...realm.levels, [ACTIONS_ONLY, { required: [], alternative: [row], conditions: [] }]]),
    executions: new Map([...realm.executions, [row.id, row]]),
    required_actions: new Map([...realm.required_actions].filter(([alias]) => KEPT.has(alias))),
  };
}
