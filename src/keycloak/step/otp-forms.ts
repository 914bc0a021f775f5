import { isLocked } from '../flow/failures.ts';
import { addSessionAction, credentialsOf, currentUser, hasCredential, type Run } from '../flow/run.ts';
import { fieldError, type PageParts } from '../flow/show-page.ts';
import { crash } from '../flow/turn.ts';
import type { Submit } from '../input.ts';
import { message } from '../messages.ts';
import type { PageDevice } from '../page.ts';
import { CONFIGURE_TOTP } from '../provider-ids.ts';
import type { Credential } from '../realm.ts';
import { isOtpRequired, isOtpShown } from './conditional-otp.ts';
import { type Authenticator, challenge, failure, type Result, type Step, SUCCESS, stop } from './step.ts';

const OTP = 'otp';

/** Source: `OTPFormAuthenticator`. */
export const otpForm: Authenticator = {
  requires_user: true,
  user_setup: true,
  label: 'Authenticator Application',
  credential: () => OTP,
  configured: (_run, user) => user !== undefined && hasCredential(user, OTP),
  required_actions: [CONFIGURE_TOTP],
  set_up: ({ run }) => addSessionAction(run, CONFIGURE_TOTP),
  authenticate: (step) => challenge(otpPage(step.run)),
  act: (step, input) => otpAction(step, input),
};

/** Source: `ConditionalOtpFormAuthenticator`. Enrolment is decided by every such config of the realm, not by this step's own. */
export const conditionalOtpForm: Authenticator = {
  ...otpForm,
  set_up: ({ run }, user) => {
    if (isOtpRequired(run.realm, user)) addSessionAction(run, CONFIGURE_TOTP);
  },
  authenticate: (step) => {
    const user = currentUser(step.run);
    const isShown = user !== undefined && isOtpShown(step.run.realm, user, step.execution.config ?? {});
    return isShown ? challenge(otpPage(step.run)) : SUCCESS;
  },
};

function otpAction({ run, execution }: Step, input: Submit): Result {
  const user = currentUser(run);
  if (!user) return stop(crash(execution.id, 'no user'));
  const devices = credentialsOf(user, OTP);
  const device = devices.find(({ id }) => id === input.device) ?? devices[0];
  if (device) run.login.device = device.id;
  const invalid = { ...otpPage(run), messages: [fieldError('otp', message(run.realm, 'invalidTotpMessage'))] };
  if (isLocked(run, user)) {
    run.login.session_invalid = true;
    return challenge(invalid);
  }
  delete run.login.session_invalid;
  if (input.otp === undefined) return challenge(otpPage(run));
  return input.otp === 'right' ? { kind: 'success', credential: OTP } : failure(invalid);
}

function otpPage(run: Run): PageParts {
  const user = currentUser(run);
  const devices = user ? credentialsOf(user, OTP) : [];
  const chosen = devices.find(({ id }) => id === run.login.device) ?? devices[0];
  return {
    page: 'login-otp',
    devices: devices.length > 1 ? devices.map((device) => shownDevice(device, chosen)) : [],
    ...(chosen ? { code: codeOf(chosen, run) } : {}),
  };
}

function shownDevice(device: Credential, chosen: Credential | undefined): PageDevice {
  return { id: device.id, label: device.label ?? 'unnamed', selected: device === chosen };
}

function codeOf(device: Credential, { realm }: Run) {
  const { otp_policy } = realm;
  return {
    digits: device.digits ?? otp_policy.digits,
    period: device.period ?? otp_policy.period,
    algorithm: device.algorithm ?? otp_policy.algorithm,
    subtype: device.subtype ?? otp_policy.type,
  };
}
