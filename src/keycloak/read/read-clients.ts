import type { Client } from '../realm.ts';
import {
  type DocumentNode,
  elements,
  flag,
  isAbsent,
  member,
  refused,
  requiredText,
  text,
  textRecord,
  texts,
} from './document-node.ts';
import type { DraftFlow } from './draft-flow.ts';
import type { Scopes } from './read-client-scopes.ts';

export interface ClientContext {
  readonly realm: string;
  readonly scopes: Scopes;
  readonly flows: readonly DraftFlow[];
}

/** Clients by client id; those that every realm has are added. Source: `RepresentationToModel.createClient`. */
export function readClients(root: DocumentNode, context: ClientContext): Map<string, Client> {
  const clients = new Map<string, Client>();
  for (const node of elements(member(root, 'clients'))) {
    const client = readClient(node, context);
    if (clients.has(client.client_id))
      throw refused(node, `a second client "${client.client_id}"`, 'unique client ids');
    clients.set(client.client_id, client);
  }
  for (const client of builtInClients(context))
    if (!clients.has(client.client_id)) clients.set(client.client_id, client);
  return clients;
}

function readClient(node: DocumentNode, context: ClientContext): Client {
  const attributes = textRecord(member(node, 'attributes'));
  const name = text(member(node, 'name'));
  const root_url = text(member(node, 'rootUrl'));
  const base_url = text(member(node, 'baseUrl'));
  const browser_flow = readOverride(member(node, 'authenticationFlowBindingOverrides'), context.flows);
  return {
    client_id: requiredText(member(node, 'clientId')),
    ...(name === undefined ? {} : { name }),
    enabled: flag(member(node, 'enabled'), true),
    bearer_only: flag(member(node, 'bearerOnly'), false),
    protocol: text(member(node, 'protocol')) ?? 'openid-connect',
    standard_flow: flag(member(node, 'standardFlowEnabled'), true),
    implicit_flow: flag(member(node, 'implicitFlowEnabled'), false),
    consent_required: flag(member(node, 'consentRequired'), false),
    redirect_uris: texts(member(node, 'redirectUris')),
    ...(root_url === undefined ? {} : { root_url }),
    ...(base_url === undefined ? {} : { base_url }),
    ...readAssignedScopes(node, context.scopes),
    ...(browser_flow === undefined ? {} : { browser_flow }),
    attributes,
  };
}

/** A client that lists scopes of either kind has exactly those; one that lists none gets the realm's defaults. */
function readAssignedScopes(node: DocumentNode, scopes: Scopes): Pick<Client, 'default_scopes' | 'optional_scopes'> {
  const [defaults, optionals] = [member(node, 'defaultClientScopes'), member(node, 'optionalClientScopes')];
  if (isAbsent(defaults) && isAbsent(optionals))
    return { default_scopes: scopes.defaults, optional_scopes: scopes.optionals };
  const known = (list: DocumentNode) => texts(list).filter((name) => scopes.scopes.has(name));
  return { default_scopes: known(defaults), optional_scopes: known(optionals) };
}

/** The binding names a flow by id; an empty text is no binding; a dangling one fails the import. */
function readOverride(node: DocumentNode, flows: readonly DraftFlow[]): string | undefined {
  const at = member(node, 'browser');
  const id = text(at);
  if (!id) return undefined;
  const flow = flows.find((candidate) => candidate.id === id);
  if (!flow)
    throw refused(
      at,
      `unable to resolve auth flow binding override for: browser ("${id}")`,
      'the id of a flow in this document',
    );
  return flow.alias;
}

/** Clients that every realm has. */
export const BUILT_IN_CLIENTS: readonly string[] = [
  'account',
  'account-console',
  'security-admin-console',
  'admin-cli',
  'broker',
  'realm-management',
];

/** Source: `RealmManager.setupAccountManagement`, `setupAdminConsole`, `setupAdminCli`. */
function builtInClients({ realm, scopes }: ClientContext): Client[] {
  const account = `/realms/${realm}/account/`;
  const console = `/admin/${realm}/console/`;
  const row = (client_id: string, base_url: string | undefined, standard_flow: boolean): Client => ({
    client_id,
    enabled: true,
    bearer_only: false,
    protocol: 'openid-connect',
    standard_flow,
    implicit_flow: false,
    consent_required: false,
    redirect_uris: base_url === undefined ? [] : [`${base_url}*`],
    ...(base_url === undefined ? {} : { base_url }),
    default_scopes: scopes.defaults,
    optional_scopes: scopes.optionals,
    attributes: {},
  });
  return [
    row('account', account, true),
    row('account-console', account, true),
    row('security-admin-console', console, true),
    row('admin-cli', undefined, false),
    { ...row('broker', undefined, true), bearer_only: true },
    { ...row('realm-management', undefined, true), bearer_only: true },
  ];
}
