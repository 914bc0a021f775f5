import { LOGIN_MESSAGES } from './login-messages.ts';
import type { Realm } from './realm.ts';

/** Texts that no login page shows by itself but that a flow can be configured to show. */
const MORE = {
  accessDenied: 'Access denied',
  brokerLinkingSessionExpired: 'Requested broker account linking, but current session is no longer valid.',
} as const;

const ENGLISH: ReadonlyMap<string, string> = new Map(Object.entries({ ...LOGIN_MESSAGES, ...MORE }));

/** The text of a message key: the realm's own, else the server's. What is no key is its own text. */
export function message(realm: Realm, key: string, ...values: readonly string[]): string {
  const pattern = realm.texts.get(key) ?? ENGLISH.get(key) ?? key;
  if (values.length === 0) return pattern;
  return pattern.replace(/\{(\d+)\}/g, (whole, index) => values[Number(index)] ?? whole);
}
