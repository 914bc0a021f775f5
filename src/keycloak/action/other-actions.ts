import { changeUser, type Run } from '../flow/run.ts';
import { fieldError } from '../flow/show-page.ts';
import { message } from '../messages.ts';
import { DELETE_ACCOUNT, UPDATE_EMAIL, VERIFY_EMAIL } from '../provider-ids.ts';
import type { User } from '../realm.ts';
import { type ActionProvider, type ActionResult, DONE, IGNORE, page, stopped } from './action.ts';
import { warning } from './enrolments.ts';
import { typedValues, withAttribute } from './profile-actions.ts';
import { validateValue } from './validators.ts';

/** Source: `TermsAndConditions`. */
export const terms: ActionProvider = {
  initiated: false,
  challenge: () => page({ page: 'terms' }),
  act: ({ run, user }, input) => {
    if (input.accept === false) return { kind: 'failure', description: 'termsAndConditionsDeclined' };
    changeUser(run, withAttribute(user, 'terms_and_conditions', [String(Math.floor(run.world.now))]));
    return DONE;
  },
};

/** Source: `VerifyEmail`. Whether a mail can be sent is only known when the realm has no mail server at all. */
export const verifyEmail: ActionProvider = {
  initiated: true,
  trigger: (run, user) => {
    const isOwed = run.realm.verify_email && !user.email_verified && !user.required_actions.includes(UPDATE_EMAIL);
    if (isOwed && !user.required_actions.includes(VERIFY_EMAIL))
      changeUser(run, { ...user, required_actions: [...user.required_actions, VERIFY_EMAIL] });
  },
  challenge: ({ run, user }) => mailed(run, user),
  act: ({ run, user }) => mailed(run, user),
};

function mailed({ realm }: Run, user: User): ActionResult {
  if (user.email_verified) return DONE;
  if (user.email === undefined) return IGNORE;
  if (realm.smtp)
    return stopped({
      kind: 'unsupported',
      what: VERIFY_EMAIL,
      reason: 'whether the mail server accepts the mail is not in the realm',
    });
  return stopped({ kind: 'error', text: message(realm, 'emailSendErrorMessage'), status: 500, rule: 'no-mail-server' });
}

/** Source: `UpdateEmail`. Without e-mail verification the new address is taken at once. */
export const updateEmail: ActionProvider = {
  initiated: true,
  challenge: ({ run, user }) => page(emailPage(run, user)),
  act: ({ run, user }, input) => {
    const [email = ''] = typedValues(input)['email'] ?? [];
    const invalid = email.trim() === '' ? { key: 'error-user-attribute-required' } : validateValue('email', email, {});
    if (invalid)
      return page({ ...emailPage(run, user), messages: [fieldError('email', message(run.realm, invalid.key))] });
    if (run.realm.verify_email) return mailed(run, { ...user, email, email_verified: false });
    changeUser(run, withAttribute(user, 'email', [email]));
    return DONE;
  },
};

function emailPage(run: Run, user: User) {
  const values = user.email === undefined ? [] : [user.email];
  const field = {
    name: 'email',
    label: 'Email',
    values,
    required: true,
    read_only: false,
    multivalued: false,
    options: [],
  };
  return { page: 'update-email', messages: [warning(run, 'updateEmailMessage')], fields: [field] };
}

/** Source: `DeleteCredentialAction`: the parameter names the credential. */
export const deleteCredential: ActionProvider = {
  initiated: true,
  challenge: ({ run, user }) => (namedCredential(run, user) ? page({ page: 'delete-credential' }) : IGNORE),
  act: ({ run, user }) => {
    const named = namedCredential(run, user);
    changeUser(run, { ...user, credentials: user.credentials.filter((credential) => credential !== named) });
    return DONE;
  },
};

function namedCredential({ login }: Run, user: User) {
  return user.credentials.find(({ id }) => id === login.kc_action_parameter);
}

/** Source: `DeleteAccount`: needs a role of the account client. */
export const deleteAccount: ActionProvider = {
  initiated: true,
  challenge: ({ user }) =>
    user.roles.includes('account\0delete-account') ? page({ page: 'delete-account-confirm' }) : IGNORE,
  act: () =>
    stopped({ kind: 'unsupported', what: DELETE_ACCOUNT, reason: 'the page after the deletion is not modelled' }),
};

/** Source: `IdpLinkAction`: the parameter names the provider. */
export const idpLink: ActionProvider = {
  initiated: true,
  challenge: ({ run }) => {
    const alias = run.login.kc_action_parameter;
    const provider = alias === undefined ? undefined : run.realm.identity_providers.get(alias);
    return provider?.enabled ? stopped({ kind: 'idp', alias: provider.alias }) : IGNORE;
  },
  act: () => IGNORE,
};

/** Source: `UpdateUserLocaleAction`: has no page. */
export const updateLocale: ActionProvider = { initiated: false, challenge: () => DONE, act: () => DONE };
