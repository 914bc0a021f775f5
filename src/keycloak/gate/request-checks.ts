import type { Client, Realm } from '../realm.ts';
import { isRepeated, parameter, type Request } from '../request.ts';

/** A request of a known client, to be answered at a checked address. */
export interface Checked {
  readonly realm: Realm;
  readonly client: Client;
  readonly request: Request;
}

export type Refusal = readonly [error: string, description?: string] | undefined;

/** Why a request is refused at the application's address; the first check that fails decides. */
export function refusalOf(checked: Checked): Refusal {
  return REQUEST_CHECKS.map((check) => check(checked)).find((found) => found !== undefined);
}

const REQUEST_CHECKS: readonly ((checked: Checked) => Refusal)[] = [
  checkResponseType,
  checkResponseMode,
  checkFlowEnabled,
  checkPushed,
  checkRepeated,
  checkScopes,
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

/** A plain OAuth request for nothing but an access token needs none. */
function checkNonce({ request }: Checked): Refusal {
  const needsNonce = responseTypes(request).includes('id_token');
  return needsNonce && parameter(request, 'nonce') === undefined
    ? ['invalid_request', 'Missing parameter: nonce']
    : undefined;
}

/** Source: `AuthorizationEndpointChecker.checkPKCEParams`: purely implicit requests are exempt. */
function checkPkce({ client, request }: Checked): Refusal {
  if (!responseTypes(request).includes('code')) return undefined;
  const wanted = client.attributes['pkce.code.challenge.method'];
  const refused = wanted ? demandedMethod(request, wanted) : offeredMethod(request);
  const code_challenge = parameter(request, 'code_challenge');
  if (refused || code_challenge === undefined) return refused;
  return CODE_CHALLENGE.test(code_challenge) ? undefined : ['invalid_request', 'Invalid parameter: code_challenge'];
}

/** RFC 7636, section 4.2. */
const CODE_CHALLENGE = /^[0-9a-zA-Z\-.~_]{43,128}$/;
const METHODS: readonly string[] = ['plain', 'S256'];
const NO_CHALLENGE: Refusal = ['invalid_request', 'Missing parameter: code_challenge'];

function demandedMethod(request: Request, wanted: string): Refusal {
  const method = parameter(request, 'code_challenge_method');
  if (method === undefined) return ['invalid_request', 'Missing parameter: code_challenge_method'];
  if (method !== wanted)
    return ['invalid_request', 'Invalid parameter: code challenge method is not matching the configured one'];
  return parameter(request, 'code_challenge') === undefined ? NO_CHALLENGE : undefined;
}

function offeredMethod(request: Request): Refusal {
  const method = parameter(request, 'code_challenge_method');
  if (method === undefined) return undefined;
  if (parameter(request, 'code_challenge') === undefined) return NO_CHALLENGE;
  return METHODS.includes(method) ? undefined : ['invalid_request', 'Invalid parameter: code_challenge_method'];
}
