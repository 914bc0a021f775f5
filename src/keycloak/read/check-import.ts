import { type DocumentNode, elements, member, members, refused, requiredText, text, texts } from './document-node.ts';
import { BUILT_IN_CLIENTS } from './read-clients.ts';

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
  const clients = elements(member(root, 'clients'));
  for (const client of clients) checkClient(client);
  checkRoleOwners(root, new Set([...BUILT_IN_CLIENTS, ...clients.map((client) => text(member(client, 'clientId')))]));
}

/** Source: `RepresentationToModel.importRoles`, `createRoleMappings`: roles of a client that is not there cannot be imported. */
function checkRoleOwners(root: DocumentNode, known: ReadonlySet<string | undefined>): void {
  const listed = member(root, 'roles');
  const users = elements(member(root, 'users')).map((user) => member(user, 'clientRoles'));
  const composites = elements(member(listed, 'realm')).map((role) => member(member(role, 'composites'), 'client'));
  for (const owner of [member(listed, 'client'), ...composites, ...users])
    for (const [client, node] of members(owner))
      if (!known.has(client))
        throw refused(node, `no client has the id "${client}"`, 'the id of a client in this document');
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
