import { isLocked } from '../flow/failures.ts';
import { currentUser, findUser, hasCredential, type Run } from '../flow/run.ts';
import { alert, fieldError, type PageParts } from '../flow/show-page.ts';
import { crash } from '../flow/turn.ts';
import type { Submit, Verdict } from '../input.ts';
import { message } from '../messages.ts';
import type { PageMessage } from '../page.ts';
import type { User } from '../realm.ts';
import { parameter } from '../request.ts';
import { type Authenticator, challenge, failure, type Result, type Step, SUCCESS, stop } from './step.ts';

const USERNAME = 'username';
const PASSWORD = 'password';

/** One of the forms that ask for a username, a password or both. Source: `AbstractUsernameFormAuthenticator`. */
interface Form {
  readonly page: string;
  readonly invalid: (run: Run) => string;
}

const COMBINED: Form = {
  page: 'login',
  invalid: ({ realm, login }) =>
    login.user_preset && realm.version.traits.preset_password_message === 'password'
      ? 'invalidPasswordMessage'
      : 'invalidUserMessage',
};
const USERNAME_ONLY: Form = {
  page: 'login-username',
  invalid: ({ realm }) => (realm.login_with_email ? 'invalidUsernameOrEmailMessage' : 'invalidUsernameMessage'),
};
const PASSWORD_ONLY: Form = { page: 'login-password', invalid: () => 'invalidPasswordMessage' };

const NEVER_SET_UP = { user_setup: false, required_actions: [] } as const;

export const usernamePasswordForm: Authenticator = {
  ...NEVER_SET_UP,
  requires_user: false,
  label: 'Username and password',
  configured: () => true,
  authenticate: ({ run }) => {
    presetUser(run);
    return challenge(formPage(run, COMBINED));
  },
  act: ({ run }, input) => combinedAction(run, input),
};

export const usernameForm: Authenticator = {
  ...NEVER_SET_UP,
  requires_user: false,
  label: 'Username',
  configured: () => true,
  authenticate: ({ run }) => {
    const user = currentUser(run);
    if (user && user.identity_providers.length === 0) return SUCCESS;
    presetUser(run);
    return challenge(formPage(run, USERNAME_ONLY));
  },
  act: ({ run }, input) => usernameAction(run, input),
};

export const passwordForm: Authenticator = {
  ...NEVER_SET_UP,
  requires_user: true,
  label: 'Password',
  credential: () => PASSWORD,
  configured: (_run, user) => user !== undefined && hasCredential(user, PASSWORD),
  authenticate: ({ run }) => challenge(formPage(run, PASSWORD_ONLY)),
  act: (step, input) => passwordAction(step, input),
};

/** Notes that the user was known before a password was asked (`USER_SET_BEFORE_USERNAME_PASSWORD_AUTH`). */
function presetUser(run: Run): void {
  run.login.user_preset = run.login.username !== undefined;
}

function combinedAction(run: Run, input: Submit): Result {
  const user = identify(run, COMBINED, input);
  if ('kind' in user) return user;
  const refused = checkPassword(run, { form: COMBINED, user, verdict: input.password ?? 'empty' });
  if (refused) return refused;
  return acceptUser(run, COMBINED, { user, input });
}

function usernameAction(run: Run, input: Submit): Result {
  const user = identify(run, USERNAME_ONLY, input);
  return 'kind' in user ? user : acceptUser(run, USERNAME_ONLY, { user, input });
}

function passwordAction({ run, execution }: Step, input: Submit): Result {
  const user = currentUser(run);
  if (!user) return stop(crash(execution.id, 'no user'));
  const refused = checkPassword(run, { form: PASSWORD_ONLY, user, verdict: input.password ?? 'empty' });
  return refused ?? { kind: 'success', credential: PASSWORD };
}

/** The user the form is about: the one already known, else the one typed. */
function identify(run: Run, form: Form, input: Submit): User | Result {
  const known = run.login.user_preset ? currentUser(run) : undefined;
  if (known) return known;
  run.login = withoutUser(run);
  const typed = input.username ?? '';
  if (typed === '') return failure(formPage(run, form, invalidMessage(run, form, USERNAME)));
  run.login.attempted_username = typed.trim();
  const user = findUser(run.realm, run.world, typed);
  return user ?? failure(formPage(run, form, invalidMessage(run, form, USERNAME)));
}

function withoutUser({ login }: Run): Run['login'] {
  const { username: _forgotten, ...rest } = login;
  return rest;
}

interface Attempt {
  readonly form: Form;
  readonly user: User;
  readonly verdict: Verdict;
}

/** An empty password is no attempt; a locked user learns nothing; a wrong one counts. */
function checkPassword(run: Run, { form, user, verdict }: Attempt): Result | undefined {
  if (verdict === 'empty') return challenge(formPage(run, form, invalidMessage(run, form, PASSWORD)));
  if (isLocked(run, user)) return challenge(formPage(run, form, lockedMessage(run, form)));
  // `UserCredentialManager.isValid` accepts no credential of a service account.
  if (verdict === 'wrong' || user.service_account)
    return failure(formPage(run, form, invalidMessage(run, form, PASSWORD)));
  run.login.password_validated = true;
  return undefined;
}

/** The field shows the text of the form; a password form has no username field to show the lock at. */
function lockedMessage({ realm }: Run, form: Form): PageMessage {
  const text = message(realm, 'accountTemporarilyDisabledMessage');
  return form === PASSWORD_ONLY ? alert(text) : fieldError(USERNAME, text);
}

function invalidMessage(run: Run, form: Form, field: string): PageMessage {
  return fieldError(field, message(run.realm, form.invalid(run)));
}

/** Only now a disabled user is told so; the login then is about this user. */
function acceptUser(run: Run, form: Form, { user, input }: { user: User; input: Submit }): Result {
  if (isLocked(run, user)) return challenge(formPage(run, form, lockedMessage(run, form)));
  if (!user.enabled) return challenge(formPage(run, form, alert(message(run.realm, 'accountDisabledMessage'))));
  run.login.remember_me = run.realm.remember_me && input.remember_me === true;
  run.login.username = user.username;
  return { kind: 'success', credential: PASSWORD };
}

function formPage(run: Run, form: Form, ...messages: readonly PageMessage[]): PageParts {
  const { realm, login } = run;
  const hint = login.attempted_username ?? parameter(login.request, 'login_hint');
  const asksUser = form !== PASSWORD_ONLY && login.username === undefined;
  return {
    page: form.page,
    messages,
    remember_me: realm.remember_me && asksUser,
    reset_password: realm.reset_password && form !== USERNAME_ONLY,
    register: realm.registration_allowed && asksUser,
    identity_providers: form === PASSWORD_ONLY ? [] : brokerButtons(run),
    ...(asksUser && hint !== undefined ? { username: hint } : {}),
  };
}

/** A known user is only offered the providers it is linked to. */
function brokerButtons(run: Run): string[] {
  const user = currentUser(run);
  return [...run.realm.identity_providers.values()]
    .filter(({ enabled, hide_on_login, link_only }) => enabled && !hide_on_login && !link_only)
    .map(({ alias }) => alias)
    .filter((alias) => !user || user.identity_providers.includes(alias));
}
