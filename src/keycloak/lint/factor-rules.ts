import {
  CLIENT_SCOPE_CONDITION,
  CONDITIONAL_OTP_FORM,
  LEVEL_CONDITION,
  USER_ATTRIBUTE,
  USER_CONFIGURED,
  USER_ROLE,
} from '../provider-ids.ts';
import { elements, member, text, textRecord } from '../read/document-node.ts';
import { hasFactor } from './cast.ts';
import { rowPath } from './export-path.ts';
import { again, blamed, isInByPassword, journeys, namesText, proof, rowName, type Told } from './journeys.ts';
import { isGuardedBy, type LiveLevel, stepsOf } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import { isSecondFactor } from './second-factor.ts';
import type { Subject } from './subject.ts';
import { withRequirement } from './what-if.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const STAFF = { roles: { realm: [{ name: 'staff' }] } };

/** Second factors that are asked for less often than it looks. */
export const FACTOR_RULES: readonly SpokenRule[] = [
  {
    id: 'L-07',
    class: 'warning',
    title: 'A second factor that enrols nobody',
    looks_for:
      'factors that a role, attribute, scope or level condition demands but conditional-user-configured lets go, or that are all ALTERNATIVE where somebody without any of them comes by; and a login that shows it. (The default flow, which demands nothing of anybody, is not meant.)',
    detect: (subject) => subject.levels.flatMap((live) => [...letGo(subject, live), ...unowned(subject, live)]),
    effect:
      'Who is meant to use a second factor and has none is let in without (behind conditional-user-configured), or refused (all ALTERNATIVE). Nobody is asked to set one up.',
    fix: 'Make the factor REQUIRED in a CONDITIONAL subflow without conditional-user-configured: then it is set up at the next login.',
    evidence: ['AuthenticationSelectionResolver', 'DefaultAuthenticationFlows.browserFlow', '#28488'],
    example: {
      triggers: {
        flow: `${FORMS}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  conditional-user-configured REQUIRED\n  auth-otp-form REQUIRED`,
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=second].authenticationExecutions[1]',
      says: 'Predicted for a user with only a password, who has the role staff: login → callback',
      twin: {
        flow: `${FORMS}second CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  auth-otp-form REQUIRED`,
        realm: STAFF,
      },
    },
  },
  {
    id: 'L-15',
    class: 'warning',
    title: 'Several configs of auth-conditional-otp-form',
    looks_for: 'a REQUIRED auth-conditional-otp-form, and two different authenticator configs with one of its keys',
    detect: mixedOtpConfigs,
    effect:
      'Whether a user without a one-time code has to set one up is decided by all such configs of the realm together, those of other flows included.',
    fix: 'Keep one such config in the realm; for other cases use auth-otp-form in a CONDITIONAL subflow.',
    evidence: ['ConditionalOtpFormAuthenticator.isOTPRequired', 'CustomAuthFlowOTPTest', '#21837'],
    example: {
      triggers: {
        flow: `${FORMS}auth-conditional-otp-form REQUIRED skipOtpRole=staff`,
        flows: { other: `${FORMS}auth-conditional-otp-form REQUIRED defaultOtpOutcome=force` },
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: '2 configs',
      twin: { flow: `${FORMS}auth-conditional-otp-form REQUIRED skipOtpRole=staff`, realm: STAFF },
    },
  },
];

/** Conditions by which an author says who must use the factor. */
const DEMANDS: ReadonlySet<string | undefined> = new Set([
  USER_ROLE,
  USER_ATTRIBUTE,
  CLIENT_SCOPE_CONDITION,
  LEVEL_CONDITION,
]);

function withoutFactor(subject: Subject, top: string): Told[] {
  return journeys(subject, top).filter(({ member: who }) => !hasFactor(who));
}

/** Those who would meet the factor if nobody asked whether they own it. */
function letGo(subject: Subject, live: LiveLevel): Found[] {
  const { level, top } = live;
  const asks = level.conditions.find(({ authenticator }) => authenticator === USER_CONFIGURED);
  const isDemanded = level.conditions.some(({ authenticator }) => DEMANDS.has(authenticator));
  if (
    !asks ||
    !isDemanded ||
    !isGuardedBy(live, USER_CONFIGURED) ||
    !stepsOf(level).some(({ authenticator }) => isSecondFactor(authenticator))
  )
    return [];
  const realm = withRequirement(subject.realm, asks.id, 'DISABLED');
  const free = withoutFactor(subject, top)
    .filter(isInByPassword)
    .filter((told) => !isInByPassword({ ...told, trace: again(subject, top, { realm, told }) }));
  if (free.length === 0) return [];
  const message = `The other conditions demand a second factor, but who has none is let go instead of setting one up.${proof(free)}`;
  return [{ at: rowPath(subject.root, asks), message }];
}

/** Those who are refused because none of the alternatives is theirs, and would set one up if it were REQUIRED. */
function unowned(subject: Subject, live: LiveLevel): Found[] {
  const { level, top } = live;
  const [first] = level.alternative;
  if (
    !first ||
    !level.alternative.every(({ authenticator }) => isSecondFactor(authenticator)) ||
    isGuardedBy(live, USER_CONFIGURED)
  )
    return [];
  const guilty = blamed(subject, top, withRequirement(subject.realm, first.id, 'REQUIRED'));
  if (guilty.length === 0) return [];
  const message = `ALTERNATIVE: ${namesText(level.alternative.map(rowName))}. Who owns none of them is refused instead of setting one up.${proof(guilty)}`;
  return [{ at: rowPath(subject.root, first), message, breaks: true }];
}

const OTP_KEYS = [
  'otpControlAttribute',
  'skipOtpRole',
  'forceOtpRole',
  'noOtpRequiredForHeaderPattern',
  'forceOtpForHeaderPattern',
  'defaultOtpOutcome',
];

function mixedOtpConfigs({ root, steps }: Subject): Found[] {
  const configs = elements(member(root, 'authenticatorConfig'))
    .map((node) => ({ alias: text(member(node, 'alias')), config: textRecord(member(node, 'config')) }))
    .filter(({ config }) => OTP_KEYS.some((key) => config[key]));
  const different = new Set(configs.map(({ config }) => JSON.stringify(Object.entries(config).toSorted())));
  if (different.size < 2) return [];
  const names = configs.map(({ alias }) => `"${alias}"`).join(', ');
  return steps
    .filter(({ execution: row }) => row.authenticator === CONDITIONAL_OTP_FORM && row.requirement === 'REQUIRED')
    .map(({ execution }) => ({
      at: rowPath(root, execution),
      message: `Whether a user without a one-time code has to set one up here is decided by ${configs.length} configs of the realm together: ${names}.`,
    }));
}
