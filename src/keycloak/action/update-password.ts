import { changeUser, newCredentialId, type Run } from '../flow/run.ts';
import { fieldError, type PageParts } from '../flow/show-page.ts';
import type { NewPassword } from '../input.ts';
import { message } from '../messages.ts';
import type { PageMessage } from '../page.ts';
import { UPDATE_PASSWORD } from '../provider-ids.ts';
import type { User } from '../realm.ts';
import { type ActionProvider, type ActionResult, DONE, page } from './action.ts';
import { warning } from './enrolments.ts';

const MAX_AGE_POLICY = 'forceExpiredPasswordChange';
const DAY_MS = 86_400_000;

/** Source: `UpdatePassword`. */
export const updatePassword: ActionProvider = {
  initiated: true,
  trigger: (run, user) => {
    if (run.login.password_validated && isExpired(run, user)) requirePassword(run, user);
  },
  challenge: ({ run, user }) => page(passwordPage(run, user)),
  act: ({ run, user }, input) => changePassword(run, user, input.new_password ?? 'empty'),
};

function isExpired({ realm, world }: Run, user: User): boolean {
  const days = Number.parseInt(realm.password_policy.get(MAX_AGE_POLICY) ?? '', 10);
  const password = user.credentials.find(({ type }) => type === 'password');
  if (Number.isNaN(days) || !password) return false;
  return password.created !== undefined && world.now * 1000 - password.created > days * DAY_MS;
}

function requirePassword(run: Run, user: User): void {
  if (user.required_actions.includes(UPDATE_PASSWORD)) return;
  changeUser(run, { ...user, required_actions: [...user.required_actions, UPDATE_PASSWORD] });
}

/** The text tells whether the user owes the change or somebody asked for it just now. */
function passwordPage(run: Run, user: User, error?: PageMessage): PageParts {
  const key = user.required_actions.includes(UPDATE_PASSWORD) ? 'updatePasswordMessage' : 'resetPasswordMessage';
  return { page: 'login-update-password', messages: [error ?? warning(run, key)] };
}

function changePassword(run: Run, user: User, password: NewPassword): ActionResult {
  const error = passwordError(run, password);
  if (error) return page(passwordPage(run, user, error));
  const created = Math.floor(run.world.now) * 1000;
  const hasOne = user.credentials.some(({ type }) => type === 'password');
  const credentials = hasOne
    ? user.credentials.map((credential) => (credential.type === 'password' ? { ...credential, created } : credential))
    : [...user.credentials, { id: newCredentialId(user, 'password'), type: 'password', created }];
  changeUser(run, { ...user, credentials });
  return DONE;
}

function passwordError({ realm }: Run, password: NewPassword): PageMessage | undefined {
  if (password === 'ok') return undefined;
  if (password === 'empty') return fieldError('password', message(realm, 'missingPasswordMessage'));
  if (password === 'mismatch') return fieldError('password-confirm', message(realm, 'notMatchPasswordMessage'));
  return fieldError('password', password.refused);
}
