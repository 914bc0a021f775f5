import { AUTH_COOKIE, IDP_REDIRECTOR } from '../provider-ids.ts';
import type { Execution } from '../realm.ts';
import { rowPath } from './export-path.ts';
import { blamed, isRefused, journeys, namesText, proof, rowName } from './journeys.ts';
import type { LiveLevel } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import { isSecondFactor } from './second-factor.ts';
import type { Subject } from './subject.ts';
import { withRequirement } from './what-if.ts';

const LEVEL_ONE =
  'one CONDITIONAL:\n  conditional-level-of-authentication REQUIRED loa-condition-level=1 loa-max-age=36000\n  auth-username-password-form REQUIRED';

/** Rows whose place on their level makes other rows mean nothing, or makes everybody fail. */
export const ALTERNATIVE_RULES: readonly SpokenRule[] = [
  {
    id: 'L-01',
    class: 'error',
    title: 'ALTERNATIVE beside REQUIRED',
    looks_for: 'a level with an enabled REQUIRED step and enabled ALTERNATIVE ones',
    detect: (subject) => subject.levels.flatMap((live) => silenced(subject, live, hasRequired(live))),
    effect:
      'The alternatives of the level are never tried, by nobody. An auth-cookie among them is single sign-on lost; a step among them that should establish the user leaves the required one without a user, which ends the login before any form.',
    fix: 'Move the alternatives into a subflow of their own that is REQUIRED, or make all rows of the level ALTERNATIVE.',
    evidence: [
      'DefaultAuthenticationFlow.fillListsOfExecutions',
      'BrowserFlowTest.testSwitchExecutionNotAllowedWithRequiredPasswordAndAlternativeOTP',
      '#19458',
      '#15439',
      '#13744',
      'sventorben/keycloak-restrict-client-auth #149',
    ],
    example: {
      triggers: { flow: 'auth-cookie ALTERNATIVE\nforms REQUIRED:\n  auth-username-password-form REQUIRED' },
      at: 'authenticationFlows[alias=example].authenticationExecutions[0]',
      says: 'Never tried: auth-cookie',
      twin: { flow: 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  auth-username-password-form REQUIRED' },
    },
  },
  {
    id: 'L-02',
    class: 'warning',
    title: 'ALTERNATIVE beside CONDITIONAL',
    looks_for: 'a level whose ALTERNATIVE steps stand beside CONDITIONAL subflows only',
    detect: (subject) => subject.levels.flatMap((live) => silenced(subject, live, !hasRequired(live))),
    effect:
      'A CONDITIONAL subflow counts as required when the level is split, before its condition is evaluated: the alternatives are never tried, not even by those for whom the condition is false. For them the level has nothing left and fails.',
    fix: 'Move the alternatives into a REQUIRED subflow beside the CONDITIONAL one.',
    evidence: ['DefaultAuthenticationFlow.fillListsOfExecutions'],
    example: {
      triggers: { flow: `auth-cookie ALTERNATIVE\n${LEVEL_ONE}` },
      at: 'authenticationFlows[alias=example].authenticationExecutions[0]',
      says: 'Never tried: auth-cookie',
      twin: { flow: `auth-cookie ALTERNATIVE\nlevels ALTERNATIVE:\n${LEVEL_ONE.replaceAll(/^/gm, '  ')}` },
    },
  },
  {
    id: 'L-30',
    class: 'warning',
    title: 'Fall-through expected after a wrong code',
    looks_for: 'an ALTERNATIVE subflow that begins with a REQUIRED second factor, with another alternative behind it',
    detect: (subject) => subject.levels.flatMap((live) => wrappedFactors(subject, live)),
    effect:
      'Once the page of the factor is shown, a wrong entry stays on that page and an error after the entry ends the login: the next alternative is not tried. And whoever does not own the factor is made to set it up instead of falling through.',
    fix: 'Put the factors side by side as ALTERNATIVE steps of one subflow, so that "Try another way" offers them; guard the subflow with a condition if it is optional.',
    evidence: ['DefaultAuthenticationFlow.processAction', 'AuthenticationProcessor.authenticationAction', '#17411'],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nsecond REQUIRED:\n  by app ALTERNATIVE:\n    auth-otp-form REQUIRED\n  allow-access-authenticator ALTERNATIVE',
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[0]',
      says: 'allow-access-authenticator behind it is not tried',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nsecond REQUIRED:\n  by app REQUIRED:\n    auth-otp-form REQUIRED',
      },
    },
  },
  {
    id: 'L-35',
    class: 'error',
    title: 'auth-cookie or identity-provider-redirector REQUIRED',
    looks_for: 'one of the two as a REQUIRED row, and a login that fails because of it',
    detect: requiredPassers,
    effect:
      'Without a session cookie (or without a hint and a default provider) the step is merely attempted, which fails a required row: the login ends with "Invalid username or password." before any form.',
    fix: 'Make the row ALTERNATIVE, beside the subflow with the forms.',
    evidence: ['DefaultAuthenticationFlow.processFlow', 'CookieAuthenticator', 'IdentityProviderAuthenticator'],
    example: {
      triggers: { flow: 'auth-cookie REQUIRED\nforms REQUIRED:\n  auth-username-password-form REQUIRED' },
      at: 'authenticationFlows[alias=example].authenticationExecutions[0]',
      says: 'error “Invalid username or password.” (400)',
      twin: { flow: 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  auth-username-password-form REQUIRED' },
    },
  },
];

function hasRequired({ level }: LiveLevel): boolean {
  return level.required.some(({ requirement }) => requirement === 'REQUIRED');
}

/** Alternatives of a level that has required rows; `applies`: the level is of the kind the rule is about. */
function silenced(subject: Subject, live: LiveLevel, applies: boolean): Found[] {
  const { flow, level, top } = live;
  const conditions = new Set(level.conditions);
  const lost = flow.executions.filter((row) => row.requirement === 'ALTERNATIVE' && !conditions.has(row));
  const [first] = lost;
  const decisive = level.required.find(({ requirement }) => applies && requirement === decisiveKind(live));
  if (!first || !decisive) return [];
  const because = `because ${rowName(decisive)} beside it is ${decisive.requirement}`;
  const sso = lost.some(({ authenticator }) => authenticator === AUTH_COOKIE) ? ' There is no single sign-on.' : '';
  const guilty = blamed(subject, top, withRequirement(subject.realm, decisive.id, 'DISABLED'));
  const shown = proof(guilty.length > 0 ? guilty : journeys(subject, top).slice(0, 1));
  const message = `Never tried: ${namesText(lost.map(rowName))}, ${because}.${sso}${shown}`;
  return [{ at: rowPath(subject.root, first), message, breaks: guilty.length > 0 }];
}

function decisiveKind(live: LiveLevel): Execution['requirement'] {
  return hasRequired(live) ? 'REQUIRED' : 'CONDITIONAL';
}

function wrappedFactors({ realm, root }: Subject, { level }: LiveLevel): Found[] {
  return level.alternative.flatMap((row, index) => {
    const [first] = row.flow === undefined ? [] : (realm.levels.get(row.flow)?.required ?? []);
    const next = level.alternative[index + 1];
    const isFactor = isSecondFactor(first?.authenticator);
    if (!first || !next || !isFactor || first.requirement !== 'REQUIRED') return [];
    const message = `After a wrong entry a user stays on the page of ${rowName(first)}, and a user without that factor has to set it up: ${rowName(next)} behind it is not tried.`;
    return [{ at: rowPath(root, row), message }];
  });
}

const PASSERS: ReadonlySet<string | undefined> = new Set([AUTH_COOKIE, IDP_REDIRECTOR]);

function requiredPassers(subject: Subject): Found[] {
  const { realm, root, steps } = subject;
  const rows = steps.filter(
    ({ execution }) => PASSERS.has(execution.authenticator) && execution.requirement === 'REQUIRED',
  );
  return rows.flatMap(({ top, execution }) => {
    const guilty = blamed(subject, top, withRequirement(realm, execution.id, 'DISABLED'));
    const alone = guilty.length > 0 ? guilty : journeys(subject, top).filter(isRefused);
    if (alone.length === 0) return [];
    const message = `${rowName(execution)} is REQUIRED: a browser without ${execution.authenticator === AUTH_COOKIE ? 'a session' : 'a hint'} fails there.${proof(alone)}`;
    return [{ at: rowPath(root, execution), message }];
  });
}
