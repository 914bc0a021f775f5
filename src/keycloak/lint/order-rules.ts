import { CREDENTIAL_CONDITION, USER_CONFIGURED, USERNAME_FORM } from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import { authenticatorOf } from '../step/authenticators.ts';
import { rowPath } from './export-path.ts';
import { journeys, namesText, proof, rowName } from './journeys.ts';
import { isConditional, isPrecededBy, type LiveLevel, ownerOf, stepsOf } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';
import { USER_STEPS } from './user-steps.ts';

/** What depends on which row comes first. */
export const ORDER_RULES: readonly SpokenRule[] = [
  {
    id: 'L-23',
    class: 'warning',
    title: 'Equal priorities on one level',
    looks_for: 'two enabled steps of one level with the same priority, or with none at all',
    detect: (subject) => subject.levels.flatMap((live) => equalPriorities(subject, live)),
    effect:
      'The order of the two is whatever the database returns: it can differ between two servers and change after a restart.',
    fix: 'Give every row of the level a priority of its own.',
    evidence: ['AuthenticationExecutionModel.ExecutionComparator'],
    example: {
      triggers: { flow: 'auth-username-password-form REQUIRED #10\nauth-otp-form REQUIRED #10' },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'both have priority 10',
      twin: { flow: 'auth-username-password-form REQUIRED #10\nauth-otp-form REQUIRED #20' },
    },
  },
  {
    id: 'L-31',
    class: 'security',
    title: 'conditional-user-configured before anybody is known',
    looks_for:
      'a conditional-user-configured beside steps that need a user, in a subflow with no step before it that finds out who the user is',
    detect: askedTooEarly,
    effect:
      'There is no user to ask about: the condition is false and its steps are skipped, the first factor among them. Before 26.5 it fails with a null pointer instead.',
    fix: 'Put the subflow behind auth-username-form, or make it REQUIRED.',
    evidence: ['ConditionalUserConfiguredAuthenticator.matchCondition'],
    example: {
      triggers: {
        flow: 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  first CONDITIONAL:\n    conditional-user-configured REQUIRED\n    auth-otp-form REQUIRED\n  auth-username-password-form REQUIRED',
      },
      at: 'authenticationFlows[alias=first].authenticationExecutions[0]',
      says: 'these are skipped: auth-otp-form',
      twin: {
        flow: 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  auth-username-password-form REQUIRED\n  first CONDITIONAL:\n    conditional-user-configured REQUIRED\n    auth-otp-form REQUIRED',
      },
    },
  },
  {
    id: 'L-32',
    class: 'warning',
    title: 'The username counts as a password',
    looks_for: 'a conditional-credential about "password" in a subflow behind auth-username-form',
    detect: (subject) => subject.levels.flatMap((live) => passwordByName(subject, live)),
    effect:
      'auth-username-form ends with the success of a password: the condition sees the credential "password" as used although only a name was given.',
    fix: 'Ask about the other credential types, or use auth-username-password-form.',
    evidence: ['UsernameForm', 'AbstractUsernameFormAuthenticator', 'ConditionalCredentialAuthenticator'],
    since: '26.4',
    example: {
      triggers: {
        flow: 'auth-username-form REQUIRED\nsecond CONDITIONAL:\n  conditional-credential REQUIRED credentials=password included=true\n  auth-otp-form REQUIRED\nauth-password-form REQUIRED',
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[0]',
      says: 'already counts as used',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nsecond CONDITIONAL:\n  conditional-credential REQUIRED credentials=password included=true\n  auth-otp-form REQUIRED',
      },
    },
  },
];

function equalPriorities({ root }: Subject, { level }: LiveLevel): Found[] {
  const steps = stepsOf(level);
  return steps.slice(1).flatMap((row, index) => {
    const before = steps[index];
    if (before?.priority !== row.priority) return [];
    const message = `${rowName(before)} and ${rowName(row)} both have priority ${row.priority}: nothing says which comes first.`;
    return [{ at: rowPath(root, row), message }];
  });
}

function askedTooEarly(subject: Subject): Found[] {
  const { realm, root, levels } = subject;
  return levels.filter(isConditional).flatMap((live) => {
    const { level, top } = live;
    const condition = level.conditions.find(({ authenticator }) => authenticator === USER_CONFIGURED);
    const owner = ownerOf(live);
    const asked = stepsOf(level).filter(({ authenticator }) => authenticatorOf(authenticator ?? '')?.requires_user);
    if (!condition || !owner || asked.length === 0) return [];
    if (isPrecededBy(realm, owner, USER_STEPS)) return [];
    const shown = proof(journeys(subject, top).slice(0, 1));
    const message = `Without a session nobody is known when this is evaluated, and ${consequence(realm)}: ${namesText(asked.map(rowName))}.${shown}`;
    return [{ at: rowPath(root, condition), message }];
  });
}

function consequence({ version }: Realm): string {
  return version.traits.condition_without_user === 'exception' ? 'it fails on these' : 'these are skipped';
}

function passwordByName({ realm, root }: Subject, live: LiveLevel): Found[] {
  const owner = ownerOf(live);
  const isBehind = owner?.execution.requirement === 'CONDITIONAL' && isPrecededBy(realm, owner, NAME_ONLY);
  const about = live.level.conditions.filter(
    ({ authenticator, config }) =>
      authenticator === CREDENTIAL_CONDITION && config?.['credentials']?.split('##').includes('password'),
  );
  if (!isBehind) return [];
  return about.map((condition) => ({
    at: rowPath(root, condition),
    message: 'The password already counts as used for everybody who has only given a username.',
  }));
}

const NAME_ONLY: ReadonlySet<string> = new Set([USERNAME_FORM]);
