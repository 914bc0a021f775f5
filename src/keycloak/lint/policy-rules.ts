import { isAbsent, member, text } from '../read/document-node.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const OTP_POLICY = {
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyDigits: 6,
  otpPolicyPeriod: 30,
  otpPolicyLookAheadWindow: 1,
};

/** Policies of the realm whose effect is easily overlooked. */
export const POLICY_RULES: readonly SpokenRule[] = [
  {
    id: 'L-25',
    class: 'warning',
    title: 'Two quick failures lock an account',
    looks_for: 'bruteForceProtected with a quick-login check above zero',
    detect: quickLocks,
    effect:
      'Two wrong entries of one user within quickLoginCheckMilliSeconds lock the account for minimumQuickLoginWaitSeconds, whatever failureFactor says: an automated test does that by accident.',
    fix: 'Space wrong entries in tests, or set quickLoginCheckMilliSeconds to 0 in the realm they run against.',
    evidence: ['DefaultBruteForceProtector', 'BruteForceTest'],
    example: {
      triggers: { flow: FORMS, realm: { bruteForceProtected: true } },
      at: 'quickLoginCheckMilliSeconds',
      says: 'within 1000 ms lock the account for 60 s',
      twin: { flow: FORMS, realm: { bruteForceProtected: true, quickLoginCheckMilliSeconds: 0 } },
    },
  },
  {
    id: 'L-39',
    class: 'warning',
    title: 'Half an OTP policy',
    looks_for: 'otpPolicyType without otpPolicyDigits, otpPolicyPeriod (for totp) or otpPolicyLookAheadWindow',
    detect: halfPolicies,
    effect:
      'With the type given, missing fields become zero: codes of no digits or no period cannot be used, and without a look-ahead window a code counts in its own period only.',
    fix: 'Give all otpPolicy fields, or none of them.',
    evidence: ['DefaultExportImportManager.toPolicy', 'OTPPolicy'],
    example: {
      triggers: { flow: FORMS, realm: { otpPolicyType: 'totp', otpPolicyLookAheadWindow: 1 } },
      at: 'otpPolicyType',
      says: 'otpPolicyDigits, otpPolicyPeriod',
      twin: { flow: FORMS, realm: OTP_POLICY },
    },
  },
];

function quickLocks({ realm: { brute_force } }: Subject): Found[] {
  const { quick_login_check_ms: check, minimum_quick_login_wait_s: wait } = brute_force;
  if (!brute_force.protected || check <= 0 || wait <= 0) return [];
  const message = `Two wrong entries of one user within ${check} ms lock the account for ${wait} s, although failureFactor is ${brute_force.failure_factor}.`;
  return [{ at: 'quickLoginCheckMilliSeconds', message }];
}

const POLICY_FIELDS = ['otpPolicyDigits', 'otpPolicyPeriod', 'otpPolicyLookAheadWindow'];

function halfPolicies({ root }: Subject): Found[] {
  const type = text(member(root, 'otpPolicyType'));
  if (type === undefined) return [];
  const needed = POLICY_FIELDS.filter((key) => type === 'totp' || key !== 'otpPolicyPeriod');
  const missing = needed.filter((key) => isAbsent(member(root, key)));
  if (missing.length === 0) return [];
  return [
    {
      at: 'otpPolicyType',
      message: `${missing.join(', ')} is missing beside it and becomes 0, instead of the default.`,
    },
  ];
}
