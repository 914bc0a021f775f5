import { isRecord } from '../document.ts';
import {
  anyOf,
  becoming,
  choosing,
  counting,
  flipping,
  type Operator,
  type Other,
  type Others,
  removal,
  removing,
  replacing,
} from '../operator.ts';
import { attributeOperators } from './attribute-operators.ts';

/** On for an import that does not find them. */
const ON: readonly string[] = ['loginWithEmailAllowed'];

const SWITCHES: readonly string[] = [
  'enabled',
  'registrationAllowed',
  'registrationEmailAsUsername',
  'rememberMe',
  'verifyEmail',
  'loginWithEmailAllowed',
  'duplicateEmailsAllowed',
  'resetPasswordAllowed',
  'editUsernameAllowed',
  'internationalizationEnabled',
  'organizationsEnabled',
  'webAuthnPolicyPasswordlessPasskeysEnabled',
];

/** Numbers of the brute-force protection, as an import takes them that does not find them. */
const LIMITS: Readonly<Record<string, number>> = {
  failureFactor: 30,
  maxTemporaryLockouts: 0,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 900,
  minimumQuickLoginWaitSeconds: 60,
  quickLoginCheckMilliSeconds: 1000,
  maxDeltaTimeSeconds: 43_200,
};

/** What can be wrong in the settings of a realm. */
export const REALM_OPERATORS: readonly Operator[] = [
  replacing('realm.switch', SWITCHES, (place, document) => flipping(ON.includes(place.name))(place, document)),
  replacing('realm.ssl', ['sslRequired'], choosing(['all', 'external', 'none'], 'external')),
  replacing('realm.session', ['ssoSessionIdleTimeout'], counting(1800, 0)),
  replacing('realm.session-life', ['ssoSessionMaxLifespan'], counting(36_000, 0)),
  replacing('brute-force.switch', ['bruteForceProtected', 'permanentLockout'], flipping()),
  replacing('brute-force.limit', Object.keys(LIMITS), (place, document) =>
    counting(LIMITS[place.name] ?? 0, 0)(place, document),
  ),
  replacing('brute-force.strategy', ['bruteForceStrategy'], choosing(['MULTIPLE', 'LINEAR'], 'MULTIPLE')),
  replacing('otp-policy.type', ['otpPolicyType'], choosing(['totp', 'hotp'], 'totp')),
  replacing('otp-policy.algorithm', ['otpPolicyAlgorithm'], choosing(['HmacSHA1', 'HmacSHA256', 'HmacSHA512'])),
  replacing('otp-policy.number', ['otpPolicyDigits', 'otpPolicyPeriod', 'otpPolicyLookAheadWindow'], counting(0)),
  replacing('otp-policy.reusable', ['otpPolicyCodeReusable'], flipping()),
  replacing('password-policy', ['passwordPolicy'], otherPolicies),
  ...attributeOperators('realm', 'attributes'),
  replacing('realm.smtp', ['smtpServer'], otherMail),
  replacing(
    'realm.text',
    ['localizationTexts.*.*'],
    anyOf(({ value }) => [becoming(`${value} (other)`)], removing),
  ),
];

/** Each part of the policy removed, its number changed; and one that lets passwords expire. */
function otherPolicies({ value }: Parameters<Others>[0]): Other[] {
  const parts = typeof value === 'string' ? value.split(' and ').filter((part) => part.trim() !== '') : [];
  const without = parts.map((_, index) => parts.toSpliced(index, 1));
  const changed = parts.flatMap((part, index) => numbersLike(part).map((other) => parts.with(index, other)));
  const expiring = parts.some((part) => part.includes(EXPIRES)) ? [] : [[...parts, `${EXPIRES}(1)`]];
  return [...without, ...changed, ...expiring].map((list) =>
    list.length === 0 ? removal : becoming(list.join(' and ')),
  );
}

const EXPIRES = 'forceExpiredPasswordChange';

function numbersLike(part: string): string[] {
  const [, name, number] = /^\s*(\w+)\((\d+)\)\s*$/.exec(part) ?? [];
  if (name === undefined) return [];
  return [Number(number) - 1, Number(number) + 1].filter((other) => other >= 0).map((other) => `${name}(${other})`);
}

/** A server that can send mail, and one that cannot. */
function otherMail({ value }: Parameters<Others>[0]): Other[] {
  const isSet = isRecord(value) && Object.keys(value).length > 0;
  return isSet ? [removal] : [becoming({ host: 'localhost', from: 'realm@example.test' })];
}
