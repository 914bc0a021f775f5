/** Origins by the name under which they may be shown, such as `http://localhost:8080` as `keycloak`. */
export type OriginAliases = Readonly<Record<string, string>>;

const URLS = /\bhttps?:\/\/[^\s"'<>\\^`{|}]+/gi;

/** Shortens every URL in a text to alias, path and sorted query names: no value, fragment, user or port survives. */
export function shortenUrls(text: string, aliases: OriginAliases): string {
  return text.replace(URLS, (match) => {
    const trailing = /[).,;:!?\]]*$/.exec(match)?.[0] ?? '';
    return shortenUrl(match.slice(0, match.length - trailing.length), aliases) + trailing;
  });
}

/** `keycloak:/realms/acme/protocol/openid-connect/auth?client_id&state`; an origin without alias becomes `[origin]`. */
function shortenUrl(url: string, aliases: OriginAliases): string {
  // `new URL` would keep its input in the error it throws; `canParse` throws nothing.
  if (!URL.canParse(url)) return '[url]';
  const { origin, pathname, searchParams } = new URL(url);
  const names = [...new Set([...searchParams.keys()].filter((name) => /^[\w.-]{1,40}$/.test(name)))].sort();
  const alias = Object.hasOwn(aliases, origin) ? aliases[origin] : '[origin]';
  return `${alias}:${pathname}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}
