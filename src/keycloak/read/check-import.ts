import { type DocumentNode, elements, member, refused, requiredText, text, texts } from './document-node.ts';

/** Characters that the name of a realm may not have (`ReservedCharValidator`). */
const RESERVED = /[:/?#@!$&()*+,;=[\]\\]/;

/** Placeholders that the server itself fills in. */
const KNOWN_PLACEHOLDERS = /\$\{(?:authBaseUrl|authAdminUrl)\}/g;

const URLS = ['rootUrl', 'baseUrl', 'adminUrl'] as const;

/** What a server refuses before it looks at any flow, as far as it does not depend on the extensions it has. */
export function checkImport(root: DocumentNode): void {
  const name = member(root, 'realm');
  const [reserved] = RESERVED.exec(requiredText(name)) ?? [];
  if (reserved !== undefined) throw refused(name, `character "${reserved}" is not allowed in a realm name`);
  for (const client of elements(member(root, 'clients'))) checkClient(client);
}

/** Source: `DefaultClientValidationProvider`. */
function checkClient(client: DocumentNode): void {
  for (const key of URLS) checkUri(member(client, key));
  for (const uri of elements(member(client, 'redirectUris'))) checkUri(uri);
  const after = member(member(client, 'attributes'), 'post.logout.redirect.uris');
  for (const uri of (text(after) ?? '').split('##'))
    if (uri.includes('#'))
      throw refused(after, `"${uri}" contains a URL fragment`, 'a post-logout redirect URI without "#"');
  if (texts(member(client, 'redirectUris')).some((uri) => uri.includes('#')))
    throw refused(member(client, 'redirectUris'), 'a redirect URI contains a URL fragment');
}

function checkUri(node: DocumentNode): void {
  const uri = text(node)?.replace(KNOWN_PLACEHOLDERS, 'http://server');
  if (uri !== undefined && /[\s{}|^`<>"]/.test(uri))
    throw refused(node, `"${text(node)}" is not a valid URI`, 'a URI, placeholders filled in');
}
