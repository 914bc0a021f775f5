import { KNOWN_PAGES } from '../screens.ts';

const PREFIX = 'login-';

/** The page of an id as somebody wrote it: with or without the `login-` that Keycloak puts before each `data-page-id`. */
export function pageNamed(id: string): string {
  const short = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
  return KNOWN_PAGES.includes(id) || !KNOWN_PAGES.includes(short) ? id : short;
}
