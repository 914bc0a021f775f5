import { isEditable, selectedAttributes } from '../action/user-profile.ts';
import { validateValue } from '../action/validators.ts';
import { UPDATE_EMAIL } from '../provider-ids.ts';
import type { ProfileAttribute } from '../realm.ts';
import type { Facet, Ground } from './facet.ts';
import { oddAttribute, plainColumn, type RawUser, rawEmail, rawUsername, rawValues } from './raw-user.ts';

type Validation = readonly [id: string, options: Readonly<Record<string, unknown>>];

/** Who has no address is asked for the most. */
const NOBODY = {};

interface Checked {
  readonly name: string;
  readonly validations: readonly Validation[];
}

/**
 * Of each attribute that the user meets on a profile page: empty, or which checks its values fail. Without an address, also
 * whether the one typed in its place is taken.
 */
export function profileFacet({ run }: Ground): Facet {
  const { realm } = run;
  const checked = selectedAttributes(run).filter((attribute) => isEditable(realm, attribute, NOBODY));
  const attributes: Checked[] = checked.map(checkOf);
  const email = realm.profile.filter(({ name }) => name === 'email').map(checkOf);
  const hasOwnAction = [...realm.required_actions.values()].some(({ provider_id }) => provider_id === UPDATE_EMAIL);
  const addresses: Checked[] = hasOwnAction ? [...email, { name: 'email', validations: [['email', {}]] }] : email;
  return (user) => {
    const address = rawEmail(user);
    let text = address === undefined ? 'none ' : '';
    for (const attribute of attributes) text += attributeText(user, attribute);
    return hasOwnAction || !isWritten(address ?? '') ? `${text} ${addressText(user, addresses)}` : text;
  };
}

function checkOf({ name, validations }: ProfileAttribute): Checked {
  return { name, validations: [...validations] };
}

/** Nothing for an attribute whose values are fine, so that most users have a short text. */
function attributeText(user: RawUser, { name, validations }: Checked): string {
  const value = plainColumn(user, name);
  if (value === undefined || !isWritten(value)) return anyText(user, { name, validations });
  const failed = failures(validations, value);
  return failed === '' ? '' : `${JSON.stringify(name)} ${failed};`;
}

function anyText(user: RawUser, { name, validations }: Checked): string {
  const values = rawValues(user, name).filter(isWritten);
  const failed = values.map((value) => failures(validations, value)).join('');
  const odds = oddAttribute(user, name);
  const isFine = values.length > 0 && failed === '' && odds === '';
  return isFine ? '' : `${JSON.stringify(name)} ${values.length === 0 ? 'empty ' : ''}${failed}${odds};`;
}

function isWritten(value: string): boolean {
  return value.trim() !== '';
}

function failures(validations: readonly Validation[], value: string): string {
  let text = '';
  for (const [id, options] of validations) {
    const error = validateValue(id, value, options);
    if (error) text += `${id} ${JSON.stringify(error.key)},`;
  }
  return text;
}

/** The address a person types who has none: as `answerProfile` fills it in. */
function addressText(user: RawUser, checks: readonly Checked[]): string {
  const email = rawEmail(user);
  const typed = email !== undefined && isWritten(email) ? email : filled(rawUsername(user));
  return checks.map(({ validations }) => failures(validations, typed)).join(';');
}

function filled(username: string): string {
  return `${username.replace(/[^\w.-]/g, '-')}@example.test`;
}
