import { Problem } from '../problem.ts';

/** What differs between server lines and matters to a login in the browser. Dates of birth of each switch: Keycloak's release notes and sources. */
export interface Traits {
  /** `Organization` steps in the default browser flow. */
  readonly organization_flow: boolean;
  /** The selector is still there after a refresh. */
  readonly selector_survives: boolean;
  /** Where a `kc_action` stands among the other required actions. */
  readonly kc_action: 'last' | 'by-priority';
  /** `auth-recovery-authn-code-form` is listed by its credential in the selector. */
  readonly recovery_by_credential: boolean;
  /** `conditional-sub-flow-executed` and `conditional-client-scope` exist. */
  readonly scope_conditions: boolean;
  /** `conditional-credential` exists. */
  readonly credential_condition: boolean;
  /** A condition that needs a user is false without one, instead of failing with an exception. */
  readonly condition_without_user: 'false' | 'exception';
  /** The UPDATE_EMAIL action is a default feature. */
  readonly update_email: boolean;
  /** Recovery codes are a default feature. */
  readonly recovery_feature: boolean;
  /** A user who is already known is told "Invalid password." by the username/password form. */
  readonly preset_password_message: 'generic' | 'password';
  /** Which of the default second-factor subflows and action priorities a new realm gets. */
  readonly second_factor: 'otp' | '2fa' | '2fa-credential';
  readonly action_priorities: 'before-26.3' | '26.3' | '26.4' | '26.7';
}

/** A server version as asked for, and the traits of its line. */
export interface KnownVersion {
  readonly text: string;
  readonly line: string;
  readonly traits: Traits;
}

const V24: Traits = {
  organization_flow: false,
  selector_survives: false,
  kc_action: 'last',
  recovery_by_credential: false,
  scope_conditions: false,
  credential_condition: false,
  condition_without_user: 'exception',
  update_email: false,
  recovery_feature: false,
  preset_password_message: 'password',
  second_factor: 'otp',
  action_priorities: 'before-26.3',
};
const V25: Traits = { ...V24, kc_action: 'by-priority' };
const V26: Traits = { ...V25, organization_flow: true, selector_survives: true };
const V26_1: Traits = { ...V26, kc_action: 'last' };
const V26_2: Traits = { ...V26_1, scope_conditions: true };
const V26_3: Traits = { ...V26_2, recovery_feature: true, second_factor: '2fa', action_priorities: '26.3' };
const V26_4: Traits = {
  ...V26_3,
  recovery_by_credential: true,
  credential_condition: true,
  update_email: true,
  second_factor: '2fa-credential',
  action_priorities: '26.4',
};
const V26_5: Traits = { ...V26_4, condition_without_user: 'false' };
const V26_7: Traits = { ...V26_5, preset_password_message: 'generic', action_priorities: '26.7' };

const LINES: ReadonlyMap<string, Traits> = new Map([
  ['24.0', V24],
  ['25.0', V25],
  ['26.0', V26],
  ['26.1', V26_1],
  ['26.2', V26_2],
  ['26.3', V26_3],
  ['26.4', V26_4],
  ['26.5', V26_5],
  ['26.6', V26_5],
  ['26.7', V26_7],
]);

/** The server lines whose behaviour is known, oldest first. */
export const KNOWN_VERSIONS: readonly string[] = [...LINES.keys()];

/** `26.7.3`, `26.7` or, where a major has a single line, `25`. Throws a `realm-unsupported` problem for any other. */
export function knownVersion(text: string): KnownVersion {
  const line = lineOf(text);
  const traits = line === undefined ? undefined : LINES.get(line);
  if (line !== undefined && traits) return { text, line, traits };
  throw new Problem({
    code: 'realm-unsupported',
    what: `Keycloak version "${text}" is not known`,
    expected: `one of ${KNOWN_VERSIONS.join(', ')}, with or without a patch number`,
    next: 'name the version of the server you predict for, or the nearest known one',
  });
}

function lineOf(text: string): string | undefined {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?(?:\.[\w.-]+)?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  if (minor !== undefined) return `${major}.${minor}`;
  const lines = KNOWN_VERSIONS.filter((line) => line.startsWith(`${major}.`));
  return lines.length === 1 ? lines[0] : undefined;
}
