import { addSessionAction, changeUser, dropAction, type Run, userNamed } from '../flow/run.ts';
import { fieldError, type PageParts } from '../flow/show-page.ts';
import type { Submit } from '../input.ts';
import { message } from '../messages.ts';
import { own } from '../own.ts';
import type { PageMessage } from '../page.ts';
import { VERIFY_PROFILE } from '../provider-ids.ts';
import type { User } from '../realm.ts';
import { userAttribute } from '../step/user-attribute.ts';
import { type ActionProvider, type ActionResult, DONE, page } from './action.ts';
import { warning } from './enrolments.ts';
import { isEditable, type ProfileValues, profileErrors, profileFields, selectedAttributes } from './user-profile.ts';

/** Source: `UpdateProfile`. */
export const updateProfile: ActionProvider = {
  initiated: true,
  challenge: ({ run, user }) => page(profilePage(run, user, [warning(run, 'updateProfileMessage')])),
  act: ({ run, user }, input) => saveProfile(run, user, input),
};

/** Source: `VerifyUserProfile`: owed by this login only; a valid profile also clears what the user itself owed. */
export const verifyProfile: ActionProvider = {
  initiated: false,
  trigger: (run, user) => {
    if (storedErrors(run, user).length > 0) addSessionAction(run, VERIFY_PROFILE);
    else dropAction(run, user, VERIFY_PROFILE);
  },
  challenge: ({ run, user }) => {
    const errors = storedErrors(run, user);
    return page(profilePage(run, user, errors.length > 0 ? errors : [warning(run, 'updateProfileMessage')]));
  },
  act: ({ run, user }, input) => saveProfile(run, user, input),
};

function storedErrors(run: Run, user: User): PageMessage[] {
  if (user.service_account) return [];
  return profileErrors(run, user, ({ name }) => userAttribute(user, name));
}

function profilePage(run: Run, user: User, messages: readonly PageMessage[], typed?: ProfileValues): PageParts {
  return { page: 'login-update-profile', messages, fields: profileFields(run, user, typed) };
}

/** Attributes the form leaves out keep their values. */
function saveProfile(run: Run, user: User, input: Submit): ActionResult {
  const typed = typedValues(input);
  const errors = profileErrors(run, user, ({ name }) => valuesAfter(user, name, typed));
  const taken = takenEmail(run, user, typed['email']?.[0]);
  const all = taken ? [...errors, taken] : errors;
  if (all.length > 0) return page(profilePage(run, user, all, typed));
  changeUser(run, changedProfile(run, user, typed));
  return DONE;
}

export function typedValues({ profile = {} }: Submit): ProfileValues {
  return Object.fromEntries(
    Object.entries(profile).map(([name, value]) => [name, typeof value === 'string' ? [value] : [...value]]),
  );
}

function valuesAfter(user: User, name: string, typed: ProfileValues): readonly string[] {
  return own(typed, name) ?? userAttribute(user, name);
}

/** E-mail addresses are unique unless the realm allows otherwise. */
function takenEmail({ realm, world }: Run, user: User, email: string | undefined): PageMessage | undefined {
  const wanted = email?.trim().toLowerCase();
  if (!wanted || realm.duplicate_emails) return undefined;
  const all = [...realm.users.keys()].flatMap((username) => userNamed(realm, world, username) ?? []);
  const isTaken = [...all, ...Object.values(world.users)].some(
    (other) => other.username !== user.username && other.email === wanted,
  );
  return isTaken ? fieldError('email', message(realm, 'emailExistsMessage')) : undefined;
}

function changedProfile(run: Run, user: User, typed: ProfileValues): User {
  const editable = selectedAttributes(run).filter((attribute) => isEditable(run.realm, attribute, user));
  return editable.reduce((changed, { name }) => {
    if (!Object.hasOwn(typed, name)) return changed;
    return withAttribute(
      changed,
      name,
      (typed[name] ?? []).filter((value) => value.trim() !== ''),
    );
  }, user);
}

/** Sets or, with no value, removes an attribute. */
export function withAttribute(user: User, name: string, values: readonly string[]): User {
  const [value] = values;
  if (name === 'email')
    return withoutEmpty(
      { ...user, email_verified: user.email_verified && user.email === value },
      'email',
      value?.toLowerCase(),
    );
  if (name === 'firstName') return withoutEmpty(user, 'first_name', value);
  if (name === 'lastName') return withoutEmpty(user, 'last_name', value);
  if (name === 'username') return user;
  const { [name]: _old, ...attributes } = user.attributes;
  return { ...user, attributes: values.length === 0 ? attributes : { ...attributes, [name]: values } };
}

function withoutEmpty(user: User, column: 'email' | 'first_name' | 'last_name', value: string | undefined): User {
  const { [column]: _old, ...rest } = user;
  return value === undefined ? rest : { ...rest, [column]: value };
}
