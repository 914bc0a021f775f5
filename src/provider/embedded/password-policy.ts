import { type LoginMessageKey, loginMessage } from '../../keycloak/login-messages.ts';
import type { User } from '../../keycloak/realm.ts';
import { NotJudged } from './not-judged.ts';
import type { PasswordCheck } from './password-secret.ts';

interface Attempt {
  readonly password: string;
  readonly user: User | undefined;
  readonly value: string;
  /** Older passwords first. */
  readonly passwords: readonly PasswordCheck[];
}

type Policy = readonly [message: LoginMessageKey, violated: (attempt: Attempt) => boolean];

const few = (pattern: RegExp) => (attempt: Attempt) =>
  (attempt.password.match(pattern)?.length ?? 0) < Number(attempt.value);

/** One row per policy id with the message it refuses by. Source: Keycloak `*PasswordPolicyProvider`. */
const POLICIES: ReadonlyMap<string, Policy> = new Map<string, Policy>([
  ['length', ['invalidPasswordMinLengthMessage', ({ password, value }) => password.length < Number(value)]],
  ['maxLength', ['invalidPasswordMaxLengthMessage', ({ password, value }) => password.length > Number(value)]],
  ['digits', ['invalidPasswordMinDigitsMessage', few(/\p{Nd}/gu)]],
  ['lowerCase', ['invalidPasswordMinLowerCaseCharsMessage', few(/\p{Ll}/gu)]],
  ['upperCase', ['invalidPasswordMinUpperCaseCharsMessage', few(/\p{Lu}/gu)]],
  ['specialChars', ['invalidPasswordMinSpecialCharsMessage', few(/[^\p{L}\p{Nd}]/gu)]],
  ['notUsername', ['invalidPasswordNotUsernameMessage', ({ password, user }) => password === user?.username]],
  [
    'notContainsUsername',
    [
      'invalidPasswordNotContainsUsernameMessage',
      ({ password, user }) => user !== undefined && password.toLowerCase().includes(user.username),
    ],
  ],
  ['notEmail', ['invalidPasswordNotEmailMessage', ({ password, user }) => password.toLowerCase() === user?.email]],
  [
    'regexPattern',
    ['invalidPasswordRegexPatternMessage', ({ password, value }) => !new RegExp(`^(?:${value})$`).test(password)],
  ],
  [
    'passwordHistory',
    [
      'invalidPasswordHistoryMessage',
      ({ password, passwords, value }) => passwords.slice(-Number(value)).some((matches) => matches(password)),
    ],
  ],
]);

/** Policies about storing or ageing a password: they never refuse a new one. */
const SILENT: ReadonlySet<string> = new Set([
  'hashAlgorithm',
  'hashIterations',
  'forceExpiredPasswordChange',
  'maxAuthAge',
]);

/** The message of the first policy that refuses the password. Throws `NotJudged` at one that is kept elsewhere, such as a list of words. */
export function refusedBy(policy: ReadonlyMap<string, string>, attempt: Omit<Attempt, 'value'>): string | undefined {
  for (const [id, value] of policy) {
    if (SILENT.has(id)) continue;
    const [message, violated] = POLICIES.get(id) ?? [];
    if (!message) throw new NotJudged(`the password policy "${id}"`, 'what it asks for does not stand in the realm');
    if (violated?.({ ...attempt, value })) return loginMessage(message, value);
  }
  return undefined;
}
