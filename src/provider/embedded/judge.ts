import { judgeOtp, judgeTotpSetup } from './judge-otp.ts';
import { judgePasskey, judgePasskeyRegistration } from './judge-passkey.ts';
import { judgeLogin, judgeNewPassword, judgePassword, judgeRegistration, judgeUsername } from './judge-password.ts';
import { judgeDecision, judgeOrganization, judgeProfile } from './judge-profile.ts';
import { judgeRecovery, judgeRecoverySetup } from './judge-recovery.ts';
import type { Judge, Judged, Post } from './judged.ts';

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ['login', judgeLogin],
  ['login-username', judgeUsername],
  ['login-password', judgePassword],
  ['login-otp', judgeOtp],
  ['login-config-totp', judgeTotpSetup],
  ['login-recovery-authn-code-input', judgeRecovery],
  ['login-recovery-authn-code-config', judgeRecoverySetup],
  ['login-update-password', judgeNewPassword],
  ['login-update-profile', judgeProfile],
  ['update-email', judgeProfile],
  ['select-organization', judgeOrganization],
  ['register', judgeRegistration],
  ['webauthn-authenticate', judgePasskey],
  ['webauthn-register', judgePasskeyRegistration],
]);

/**
 * Turns a form post into what the engine is told: buttons that work on every page first, then the page's own fields.
 * Throws `NotJudged` for a value that cannot be checked here.
 */
export function judge(post: Post): Judged {
  const execution = post.form.get('authenticationExecution');
  if (post.form.has('tryAnotherWay')) return { input: { kind: 'try-another-way' } };
  if (execution !== null) return { input: { kind: 'choose', execution } };
  if (post.form.has('cancel-aia')) return { input: { kind: 'cancel' } };
  return (JUDGES.get(post.page.page) ?? judgeDecision)(post);
}
