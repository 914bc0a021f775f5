import { elements, member, text } from '../read/document-node.ts';
import type { Realm } from '../realm.ts';
import { isAvailable } from '../step/authenticators.ts';
import { isCondition } from '../step/conditions.ts';
import { flowPath } from './export-path.ts';
import { providersBelow } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import { isSecondFactor } from './second-factor.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const RESET = 'reset-credentials-choose-user REQUIRED\nreset-credential-email REQUIRED\nreset-password REQUIRED';

/** The way around a second factor by a password reset. */
export const RESET_RULES: readonly SpokenRule[] = [
  {
    id: 'L-16',
    class: 'security',
    title: 'Password reset without a second factor',
    looks_for:
      'resetPasswordAllowed with a reset flow of the document that has no one-time code step, while the browser flow asks for a second factor',
    detect: resetWithoutFactor,
    effect:
      'Whoever reads the mailbox of a user sets a new password and is logged in, without the second factor that the browser flow asks for.',
    fix: 'Add a CONDITIONAL subflow with conditional-user-configured and reset-otp (as the built-in flow has it), or the factor itself.',
    evidence: ['DefaultAuthenticationFlows.resetCredentialsFlow', 'ResetOTP', '#12759'],
    example: {
      triggers: {
        flow: `${FORMS}auth-otp-form REQUIRED`,
        flows: { reset: RESET },
        realm: { resetPasswordAllowed: true, resetCredentialsFlow: 'reset' },
      },
      at: 'authenticationFlows[alias=reset]',
      says: 'no second factor',
      twin: {
        flow: `${FORMS}auth-otp-form REQUIRED`,
        flows: { reset: `${RESET}\nreset-otp REQUIRED` },
        realm: { resetPasswordAllowed: true, resetCredentialsFlow: 'reset' },
      },
    },
  },
];

/** Steps of a reset flow that are a second factor or replace one. */
const RESET_FACTORS: ReadonlySet<string> = new Set(['reset-otp']);

function resetWithoutFactor({ realm, root, steps }: Subject): Found[] {
  const alias = text(member(root, 'resetCredentialsFlow')) ?? 'reset credentials';
  const isWritten = elements(member(root, 'authenticationFlows')).some((node) => text(member(node, 'alias')) === alias);
  const isAsked = steps.some(({ execution }) => isSecondFactor(execution.authenticator));
  if (!realm.reset_password || !isWritten || !isAsked || hasResetFactor(realm, alias)) return [];
  const message = `"${alias}" has no second factor: whoever reads a user's mailbox sets a new password and is in without one.`;
  return [{ at: flowPath(alias), message }];
}

/** A step that no stock server has may be a factor too: then nothing is said. */
function hasResetFactor(realm: Realm, alias: string): boolean {
  const rows = realm.flows.get(alias)?.executions ?? [];
  const providers = rows.flatMap((row) => providersBelow(realm, row));
  return providers.some((id) => RESET_FACTORS.has(id) || isSecondFactor(id) || !isKnown(realm, id));
}

function isKnown(realm: Realm, id: string): boolean {
  const { traits } = realm.version;
  return isCondition(id, traits) || isAvailable(id, traits);
}
