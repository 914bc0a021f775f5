import type { Run } from '../flow/run.ts';
import { fieldError } from '../flow/show-page.ts';
import { effectiveScopes } from '../gate/scopes.ts';
import { message } from '../messages.ts';
import { own } from '../own.ts';
import type { PageField, PageMessage } from '../page.ts';
import { UPDATE_EMAIL } from '../provider-ids.ts';
import type { ProfileAttribute, Realm, User } from '../realm.ts';
import { userAttribute } from '../step/user-attribute.ts';
import { validateValue } from './validators.ts';

/** Typed values by attribute. */
export type ProfileValues = Readonly<Record<string, readonly string[]>>;

/** Attributes the user meets in this login: a selector hides those whose scopes were not asked for. */
export function selectedAttributes(run: Run): ProfileAttribute[] {
  const scopes = new Set(effectiveScopes(run));
  return run.realm.profile.filter(
    ({ selector_scopes }) => selector_scopes.length === 0 || selector_scopes.some((scope) => scopes.has(scope)),
  );
}

/** What the profile form shows. */
export function profileFields(run: Run, user: User, typed: ProfileValues = {}): PageField[] {
  return selectedAttributes(run)
    .filter((attribute) => isVisible(run.realm, attribute, user))
    .map((attribute) => ({
      name: attribute.name,
      label: attribute.display_name,
      values: own(typed, attribute.name) ?? userAttribute(user, attribute.name),
      required: isRequired(run, attribute),
      read_only: !isEditable(run.realm, attribute, user),
      multivalued: attribute.multivalued,
      options: listOf(attribute.validations.get('options')?.['options']),
    }));
}

/** What is wrong with the values, in order of the attributes; of a new user, with no user. Source: `DefaultAttributes.validate`. */
export function profileErrors(
  run: Run,
  user: User | undefined,
  valuesOf: (attribute: ProfileAttribute) => readonly string[],
): PageMessage[] {
  return selectedAttributes(run).flatMap((attribute) => {
    if (!isEditable(run.realm, attribute, user)) return [];
    const values = valuesOf(attribute).filter((value) => value.trim() !== '');
    if (values.length === 0)
      return isRequired(run, attribute)
        ? [fieldError(attribute.name, message(run.realm, 'error-user-attribute-required'))]
        : [];
    return valueErrors(run.realm, attribute, values);
  });
}

function valueErrors(realm: Realm, attribute: ProfileAttribute, values: readonly string[]): PageMessage[] {
  const found = [...attribute.validations].flatMap(([id, options]) =>
    values.map((value) => validateValue(id, value, options)).filter((error) => error !== undefined),
  );
  return found.map(({ key, values: shown }) =>
    fieldError(attribute.name, message(realm, key, attribute.name, ...shown)),
  );
}

/** A requirement without roles and scopes is for everybody; else for users, or when one of the scopes is asked for. */
function isRequired(run: Run, { required }: ProfileAttribute): boolean {
  if (!required) return false;
  const { roles, scopes } = required;
  if (roles.length === 0 && scopes.length === 0) return true;
  const asked = new Set(effectiveScopes(run));
  return roles.includes('user') || scopes.some((scope) => asked.has(scope));
}

type Owner = Pick<User, 'email'> | undefined;

/** Names are edited like any attribute; username and e-mail have switches of their own. */
export function isEditable(realm: Realm, { name, edit }: ProfileAttribute, user: Owner): boolean {
  if (name === 'username') return realm.edit_username && !realm.registration_email_as_username && edit.includes('user');
  if (name === 'email' && !isEmailOpen(realm, user)) return false;
  return edit.includes('user');
}

/**
 * Whether the profile form asks for the e-mail: of a new user always; with the UPDATE_EMAIL action only while there is none.
 * Source: `DeclarativeUserProfileProviderFactory.editEmailCondition`, `readEmailCondition`.
 */
function isEmailOpen(realm: Realm, user: Owner): boolean {
  if (!user) return true;
  if (isEmailUpdateOwnAction(realm)) return (user.email ?? '').trim() === '';
  return !realm.registration_email_as_username || realm.edit_username;
}

function isEmailUpdateOwnAction(realm: Realm): boolean {
  return realm.version.traits.update_email && realm.required_actions.get(UPDATE_EMAIL)?.enabled === true;
}

function isVisible(realm: Realm, attribute: ProfileAttribute, user: Owner): boolean {
  if (attribute.name === 'username' && (realm.registration_email_as_username || !realm.edit_username)) return false;
  if (attribute.name === 'email' && !isEmailOpen(realm, user)) return false;
  return attribute.view.includes('user') || attribute.edit.includes('user');
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
