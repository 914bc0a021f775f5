import { addSessionAction, findUser, hasCredential } from '../flow/run.ts';
import { alert } from '../flow/show-page.ts';
import type { Submit } from '../input.ts';
import { WEBAUTHN_REGISTER } from '../provider-ids.ts';
import { type Authenticator, challenge, failure, type Result, type Step } from './step.ts';

const SECOND_FACTOR = 'webauthn';
const PASSWORDLESS = 'webauthn-passwordless';
const PAGE = { page: 'webauthn-authenticate' };

/** Source: `WebAuthnAuthenticator`. */
export const webauthn: Authenticator = {
  requires_user: true,
  user_setup: true,
  label: 'Passkey',
  credential: () => SECOND_FACTOR,
  configured: (_run, user) => user !== undefined && hasCredential(user, SECOND_FACTOR),
  required_actions: [WEBAUTHN_REGISTER],
  set_up: ({ run }) => addSessionAction(run, WEBAUTHN_REGISTER),
  authenticate: () => challenge(PAGE),
  act: (step, input) => answered(step, input, SECOND_FACTOR),
};

/** Source: `WebAuthnPasswordlessAuthenticator`: a resident key also tells who the user is. */
export const passwordless: Authenticator = {
  requires_user: false,
  user_setup: false,
  label: 'Passkey',
  credential: () => PASSWORDLESS,
  configured: (_run, user) => user !== undefined && hasCredential(user, PASSWORDLESS),
  required_actions: [],
  authenticate: () => challenge(PAGE),
  act: (step, input) => answered(step, input, PASSWORDLESS),
};

function answered({ run }: Step, input: Submit, credential: string): Result {
  const typed = input.username;
  const user =
    run.login.username === undefined && typed !== undefined ? findUser(run.realm, run.world, typed) : undefined;
  if (input.webauthn !== 'right')
    return failure({ page: 'webauthn-error', messages: [alert('Failed to authenticate by the Passkey.')] });
  if (user) run.login.username = user.username;
  return { kind: 'success', credential };
}
