import { message } from '../messages.ts';
import type { CallbackError, ErrorPage } from '../outcome.ts';
import type { Client, Realm } from '../realm.ts';
import { isRepeated, parameter, type Request } from '../request.ts';
import { isRedirectAllowed, onlyRedirect } from './redirect-uri.ts';
import { refusalOf } from './request-checks.ts';

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
  const failed = refusalOf({ realm, client, request });
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
