import { message } from '../messages.ts';
import type { CallbackError, ErrorPage } from '../outcome.ts';
import { own } from '../own.ts';
import type { Client, Realm } from '../realm.ts';
import { parameter, type Request } from '../request.ts';
import { isRedirectAllowed, onlyRedirect } from './redirect-uri.ts';

/** The client and where it wants the answer, or why the request is refused before any flow. */
export type Gate =
  | { readonly kind: 'open'; readonly client: Client; readonly redirect_uri: string }
  | ErrorPage
  | CallbackError;

/** Checks in the server's order; the first that fails decides. Sources: `AuthorizationEndpoint`, `AuthorizationEndpointChecker`. */
export function passGate(realm: Realm, request: Request): Gate {
  if (realm.ssl_required === 'all') return refuse(realm, 'httpsRequiredMessage');
  if (!realm.enabled) return refuse(realm, 'realmNotEnabledMessage');
  const client = knownClient(realm, request);
  if (client.kind === 'error') return client;
  const redirect_uri = checkedRedirect(client, request);
  if (redirect_uri === undefined) return refuse(realm, 'invalidParameterMessage', 'redirect_uri');
  const failed = REQUEST_CHECKS.map((check) => check({ realm, client, request })).find((found) => found !== undefined);
  if (!failed) return { kind: 'open', client, redirect_uri };
  const [error, error_description] = failed;
  const description = error_description === undefined ? {} : { error_description };
  return { kind: 'callback-error', redirect_uri, error, ...description, rule: 'request-invalid' };
}

function refuse(realm: Realm, key: string, ...values: readonly string[]): ErrorPage {
  return { kind: 'error', text: message(realm, key, ...values), status: 400, rule: 'request-refused' };
}

type KnownClient = Client & { readonly kind?: undefined };

function knownClient(realm: Realm, request: Request): KnownClient | ErrorPage {
  if (isRepeated(request, 'client_id')) return refuse(realm, 'invalidRequestMessage');
  const id = parameter(request, 'client_id');
  if (id === undefined || id === '') return refuse(realm, 'missingParameterMessage', 'client_id');
  const client = realm.clients.get(id);
  if (!client) return refuse(realm, 'clientNotFoundMessage');
  if (!client.enabled) return refuse(realm, 'clientDisabledMessage');
  if (client.bearer_only) return { ...refuse(realm, 'bearerOnlyMessage'), status: 403 };
  if (client.protocol !== 'openid-connect') return refuse(realm, 'Wrong client protocol.');
  if (needsRequestObject(client) && !hasRequestObject(request)) return refuse(realm, 'invalidRequestMessage');
  return client;
}

function needsRequestObject({ attributes }: Client): boolean {
  return (attributes['request.object.required'] ?? 'not required') !== 'not required';
}

function hasRequestObject(request: Request): boolean {
  return parameter(request, 'request') !== undefined || parameter(request, 'request_uri') !== undefined;
}

/** Without the parameter a client with a single address is answered there, but not in OpenID Connect. */
function checkedRedirect(client: Client, request: Request): string | undefined {
  const uri = parameter(request, 'redirect_uri');
  if (uri !== undefined) return isRedirectAllowed(client, uri) ? uri : undefined;
  const isOpenId = parameter(request, 'scope')?.split(' ').includes('openid') === true;
  return isOpenId ? undefined : onlyRedirect(client);
}

interface Checked {
  readonly realm: Realm;
  readonly client: Client;
  readonly request: Request;
}

type Refusal = readonly [error: string, description?: string] | undefined;

const REQUEST_CHECKS: readonly ((checked: Checked) => Refusal)[] = [
  checkResponseType,
  checkFlowEnabled,
  checkResponseMode,
  checkPushed,
  checkRepeated,
  checkScopes,
  checkPrompt,
  checkNonce,
  checkPkce,
];

const RESPONSE_TYPES: ReadonlySet<string> = new Set(['code', 'token', 'id_token', 'none']);

function responseTypes(request: Request): string[] {
  return (parameter(request, 'response_type') ?? '').split(' ').filter((type) => type !== '');
}

function checkResponseType({ request }: Checked): Refusal {
  if (parameter(request, 'response_type') === undefined) return ['invalid_request', 'Missing parameter: response_type'];
  const types = responseTypes(request);
  const isKnown = types.length > 0 && types.every((type) => RESPONSE_TYPES.has(type));
  const isAlone = types.length === 1 && (types[0] === 'none' || types[0] === 'token');
  const isCombined = !types.includes('none') && types.some((type) => type === 'code' || type === 'id_token');
  return isKnown && (isAlone || isCombined) ? undefined : ['unsupported_response_type'];
}

function checkFlowEnabled({ client, request }: Checked): Refusal {
  const types = responseTypes(request);
  const refused = (flow: string): Refusal => [
    'unauthorized_client',
    `Client is not allowed to initiate browser login with given response_type. ${flow} flow is disabled for the client.`,
  ];
  if ((types.includes('code') || types.includes('none')) && !client.standard_flow) return refused('Standard');
  const isImplicit = types.includes('token') || types.includes('id_token');
  return isImplicit && !client.implicit_flow ? refused('Implicit') : undefined;
}

const RESPONSE_MODES: ReadonlySet<string> = new Set([
  'query',
  'fragment',
  'form_post',
  'jwt',
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
]);

function checkResponseMode({ request }: Checked): Refusal {
  const mode = parameter(request, 'response_mode');
  if (mode === undefined) return undefined;
  if (!RESPONSE_MODES.has(mode)) return ['invalid_request', 'Invalid parameter: response_mode'];
  const isFragment = responseTypes(request).some((type) => type === 'token' || type === 'id_token');
  return isFragment && mode === 'query'
    ? ['invalid_request', "Response_mode 'query' not allowed for implicit or hybrid flow"]
    : undefined;
}

function checkPushed({ realm, client, request }: Checked): Refusal {
  const flags = [
    client.attributes['require.pushed.authorization.requests'],
    realm.attributes['require.pushed.authorization.requests'],
  ];
  const isPushed = parameter(request, 'request_uri')?.startsWith('urn:ietf:params:oauth:request_uri:') === true;
  return flags.includes('true') && !isPushed
    ? ['invalid_request', 'Pushed Authorization Request is only allowed.']
    : undefined;
}

function isRepeated(request: Request, name: string): boolean {
  const value = own(request, name);
  return typeof value !== 'string' && value !== undefined && value.length > 1;
}

function checkRepeated({ request }: Checked): Refusal {
  const repeated = Object.keys(request).some((name) => isRepeated(request, name));
  return repeated ? ['invalid_request', 'duplicated parameter'] : undefined;
}

function checkScopes({ realm, client, request }: Checked): Refusal {
  const scope = parameter(request, 'scope');
  const words = (scope ?? '').split(' ').filter((word) => word !== '');
  const allowed = new Set(['openid', ...client.default_scopes, ...client.optional_scopes]);
  const isAllowed = (word: string) => allowed.has(word) || isOrganizationScope(realm, word, allowed);
  return words.every(isAllowed) ? undefined : ['invalid_scope', `Invalid scopes: ${scope}`];
}

/** `organization:alias` needs the scope itself, and an organization of that alias. */
function isOrganizationScope(realm: Realm, word: string, allowed: ReadonlySet<string>): boolean {
  const [name = '', alias] = word.split(':', 2);
  if (alias === undefined || name !== 'organization' || !allowed.has(name)) return false;
  return (
    alias === '*' || realm.organizations.some((organization) => organization.alias === alias && organization.enabled)
  );
}

const PROMPTS: ReadonlySet<string> = new Set(['none', 'login', 'consent', 'select_account', 'create']);

function checkPrompt({ request }: Checked): Refusal {
  const prompts = (parameter(request, 'prompt') ?? '').split(' ').filter((word) => word !== '');
  const isMixed = prompts.includes('none') && prompts.length > 1;
  return isMixed || prompts.some((word) => !PROMPTS.has(word))
    ? ['invalid_request', 'Invalid parameter: prompt']
    : undefined;
}

function checkNonce({ request }: Checked): Refusal {
  const needsNonce = responseTypes(request).includes('id_token');
  return needsNonce && parameter(request, 'nonce') === undefined
    ? ['invalid_request', 'Missing parameter: nonce']
    : undefined;
}

function checkPkce({ client, request }: Checked): Refusal {
  const wanted = client.attributes['pkce.code.challenge.method'];
  const [challenge, method] = [parameter(request, 'code_challenge'), parameter(request, 'code_challenge_method')];
  if (!wanted)
    return challenge === undefined && method !== undefined
      ? ['invalid_request', 'Missing parameter: code_challenge']
      : undefined;
  if (method === undefined) return ['invalid_request', 'Missing parameter: code_challenge_method'];
  if (method !== wanted)
    return ['invalid_request', 'Invalid parameter: code challenge method is not matching the configured one'];
  return challenge === undefined ? ['invalid_request', 'Missing parameter: code_challenge'] : undefined;
}
