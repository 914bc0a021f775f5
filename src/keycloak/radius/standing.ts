import { odd, type RawUser, rawList, rawText, rawUsername } from './raw-user.ts';

/** Switches, owed actions and linked providers: few different ones in any realm, so they are taken as they are. */
export function standing(user: RawUser): string {
  const { enabled, emailVerified, serviceAccountClientId, requiredActions, federatedIdentities } = user;
  const account = serviceAccountClientId === undefined || serviceAccountClientId === null ? '' : 's';
  const switches = `${nameKind(user)}${switchText(enabled)}${switchText(emailVerified)}${account}`;
  return `${switches} ${listText(requiredActions)} ${linksText(federatedIdentities)}`;
}

function switchText(value: unknown): string {
  if (value === true) return '1';
  return value === false || value === undefined || value === null ? '0' : odd(value);
}

/** An empty name cannot be typed; one with space around it is not found by the form, which trims. */
function nameKind(user: RawUser): string {
  const { username } = user;
  if (rawText(username) === undefined) return odd(username);
  const name = rawUsername(user);
  if (name === '') return 'e';
  return name.trim() === name ? '' : 'u';
}

function listText(value: unknown): string {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value);
}

function linksText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!Array.isArray(value)) return odd(value);
  return rawList(value).map(linkText).join(' ');
}

function linkText(link: unknown): string {
  const alias = typeof link === 'object' && link !== null && 'identityProvider' in link ? link.identityProvider : link;
  return typeof alias === 'string' ? JSON.stringify(alias) : odd(link);
}
