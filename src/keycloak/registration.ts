import { typedValues, withAttribute } from './action/profile-actions.ts';
import type { ProfileValues } from './action/user-profile.ts';
import { profileErrors, selectedAttributes } from './action/user-profile.ts';
import { changeUser, findUser, newCredentialId, type Run } from './flow/run.ts';
import { fieldError, type PageParts, showPage } from './flow/show-page.ts';
import type { Stop } from './flow/turn.ts';
import type { Submit } from './input.ts';
import { message } from './messages.ts';
import { own } from './own.ts';
import type { PageMessage } from './page.ts';
import type { User } from './realm.ts';

const DEFAULT_ROLES = 'default-roles-';

/** The registration page, or why there is none. Source: `LoginActionsService.registerRequest`. */
export function openRegistration(run: Run): Stop {
  const { realm, login } = run;
  if (!realm.registration_allowed)
    return {
      kind: 'error',
      text: message(realm, 'registrationNotAllowedMessage'),
      status: 400,
      rule: 'registration-off',
    };
  login.phase = 'register';
  return showRegistration(run, []);
}

function showRegistration(run: Run, messages: readonly PageMessage[], typed: ProfileValues = {}): Stop {
  const because = { execution: 'registration', requirement: 'REQUIRED', rule: 'register' };
  return showPage(run, because, { ...registrationPage(run, typed), messages });
}

function registrationPage(run: Run, typed: ProfileValues): PageParts {
  const fields = selectedAttributes(run)
    .filter(({ name, edit }) =>
      name === 'username' ? !run.realm.registration_email_as_username : edit.includes('user'),
    )
    .map(({ name, display_name, multivalued, required }) => ({
      name,
      label: display_name,
      values: own(typed, name) ?? [],
      required: required !== undefined || name === 'username',
      read_only: false,
      multivalued,
      options: [],
    }));
  return { page: 'register', fields };
}

/** Creates the user of the form, with default roles and actions, and logs it in. Source: `RegistrationUserCreation`. */
export function registerUser(run: Run, input: Submit): Stop | undefined {
  const typed = typedValues(input);
  const username =
    (run.realm.registration_email_as_username ? typed['email'] : typed['username'])?.[0]?.trim().toLowerCase() ?? '';
  const errors = [
    ...usernameErrors(run, username),
    ...profileErrors(run, undefined, ({ name }) => own(typed, name) ?? []),
    ...passwordErrors(run, input),
  ];
  if (errors.length > 0) return showRegistration(run, errors, typed);
  changeUser(run, newUser(run, username, typed));
  run.login.username = username;
  run.login.attempted_username = username;
  run.login.phase = 'flow';
  return undefined;
}

function usernameErrors(run: Run, username: string): PageMessage[] {
  if (username === '') return [fieldError('username', message(run.realm, 'missingUsernameMessage'))];
  const isTaken = findUser(run.realm, run.world, username) !== undefined;
  return isTaken ? [fieldError('username', message(run.realm, 'usernameExistsMessage'))] : [];
}

function passwordErrors({ realm }: Run, { new_password = 'ok' }: Submit): PageMessage[] {
  if (new_password === 'ok') return [];
  if (new_password === 'empty') return [fieldError('password', message(realm, 'missingPasswordMessage'))];
  if (new_password === 'mismatch') return [fieldError('password-confirm', message(realm, 'notMatchPasswordMessage'))];
  return [fieldError('password', new_password.refused)];
}

function newUser({ realm, world }: Run, username: string, typed: ProfileValues): User {
  const required_actions = [...realm.required_actions.values()]
    .filter(({ enabled, default_action }) => enabled && default_action)
    .map(({ alias }) => alias);
  const role = `${DEFAULT_ROLES}${realm.name.toLowerCase()}`;
  const blank: User = {
    username,
    enabled: true,
    email_verified: false,
    attributes: {},
    group_attributes: {},
    required_actions,
    credentials: [],
    roles: realm.roles.has(role) ? [role] : [],
    consents: {},
    identity_providers: [],
    service_account: false,
  };
  const created = Math.floor(world.now) * 1000;
  const withPassword: User = {
    ...blank,
    credentials: [{ id: newCredentialId(blank, 'password'), type: 'password', created }],
  };
  return Object.entries(typed).reduce<User>((user, [name, values]) => withAttribute(user, name, values), withPassword);
}
