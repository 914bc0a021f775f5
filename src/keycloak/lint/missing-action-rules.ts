import { CONFIGURE_TOTP, UPDATE_PASSWORD, VERIFY_EMAIL } from '../provider-ids.ts';
import { isAbsent, member } from '../read/document-node.ts';
import type { Realm } from '../realm.ts';
import { blamed, proof, rowName, type Told } from './journeys.ts';
import type { Spot } from './live-level.ts';
import { openSteps, setUpActions } from './open-steps.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';
import { withActions } from './what-if.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const action = (alias: string, enabled: boolean) => ({ alias, name: alias, providerId: alias, enabled });
const ACTIONS = [action(VERIFY_EMAIL, true), action(UPDATE_PASSWORD, true)];

/** Required actions that an import would not register. */
export const MISSING_ACTION_RULES: readonly SpokenRule[] = [
  {
    id: 'L-27',
    class: 'error',
    title: 'List of required actions without one that is needed',
    looks_for:
      'a requiredActions list that leaves out an action which a step, verifyEmail, resetPasswordAllowed or a password age relies on',
    detect: missingActions,
    effect:
      'An import takes the list as it is: an action left out is not registered. Factors cannot be set up then (a REQUIRED one refuses the login), and e-mail or password are never asked for.',
    fix: 'Add the action to the list, or leave the whole list out to get the defaults.',
    evidence: ['DefaultExportImportManager.importRealm', 'DefaultRequiredActions'],
    example: {
      triggers: { flow: `${FORMS}auth-otp-form REQUIRED`, realm: { requiredActions: ACTIONS } },
      at: 'requiredActions',
      says: 'CONFIGURE_TOTP is not in the list',
      twin: {
        flow: `${FORMS}auth-otp-form REQUIRED`,
        realm: { requiredActions: [...ACTIONS, action(CONFIGURE_TOTP, true)] },
      },
    },
  },
];

interface Need {
  readonly alias: string;
  readonly consequence: string;
  readonly logins?: readonly Told[];
}

function missingActions(subject: Subject): Found[] {
  const { realm, root } = subject;
  const list = member(root, 'requiredActions');
  if (isAbsent(list)) return [];
  const needs = [...stepNeeds(subject), ...settingNeeds(realm)].filter(
    ({ alias }) => !realm.required_actions.has(alias),
  );
  return needs.map(({ alias, consequence, logins = [] }) => ({
    at: list.path,
    message: `${alias} is not in the list: ${consequence}.${proof(logins)}`,
  }));
}

function stepNeeds(subject: Subject): Need[] {
  const open = new Set(openSteps(subject).map(({ execution }) => execution.id));
  const needs = subject.steps.flatMap((spot) =>
    setUpActions(spot).map((alias) => need(subject, spot, { alias, isOpen: open.has(spot.execution.id) })),
  );
  const worstLast = needs.toSorted((left, right) => (left.logins?.length ?? 0) - (right.logins?.length ?? 0));
  return [...new Map(worstLast.map((entry) => [entry.alias, entry])).values()];
}

function need(subject: Subject, { top, execution }: Spot, { alias, isOpen }: { alias: string; isOpen: boolean }): Need {
  const name = rowName(execution);
  if (!isOpen) return { alias, consequence: `nobody can set up what ${name} asks for` };
  const logins = blamed(subject, top, withActions(subject.realm, [alias]));
  return { alias, consequence: `who has not set up what the REQUIRED ${name} asks for is refused`, logins };
}

function settingNeeds(realm: Realm): Need[] {
  const ages = realm.password_policy.has('forceExpiredPasswordChange');
  return [
    ...(realm.verify_email
      ? [{ alias: VERIFY_EMAIL, consequence: 'verifyEmail is on, but no address is ever verified' }]
      : []),
    ...(ages ? [{ alias: UPDATE_PASSWORD, consequence: 'passwords age, but nobody is asked for a new one' }] : []),
    ...(!ages && realm.reset_password
      ? [{ alias: UPDATE_PASSWORD, consequence: '"Forgot password" ends without asking for a new one' }]
      : []),
  ];
}
