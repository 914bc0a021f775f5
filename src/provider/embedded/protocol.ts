import { generateKeyPair, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type { Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { loadOidcProvider, type OidcLibrary } from './load-oidc-provider.ts';
import { type OidcInput, oidcConfiguration } from './oidc-configuration.ts';

/** A login that the engine has decided: what the code and the ID token will say. `auth_time` in epoch seconds. */
export interface DecidedLogin {
  readonly sub: string;
  readonly acr: string;
  readonly auth_time: number;
  /** The authorization request, as the browser sent it. */
  readonly request: URLSearchParams;
  /** Keycloak's own parameters beside the code, such as the result of an application-initiated action. */
  readonly extra: Readonly<Record<string, string>>;
}

/** The protocol half of the provider: it issues codes for decided logins and answers tokens, keys and discovery. */
export interface Protocol {
  /** Sends the browser back to the application with a code. */
  readonly issue: (req: IncomingMessage, res: ServerResponse, login: DecidedLogin) => Promise<void>;
  /** Any endpoint below the issuer that a browser does not log in at. */
  readonly answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** The client an ID token of ours was made for; `undefined` for any other text. */
  readonly clientOfIdToken: (token: string) => Promise<string | undefined>;
}

export type ProtocolInput = Omit<OidcInput, 'jwks' | 'cookie_keys'> & { readonly issuer: string };

const AUTHORIZATION = '/protocol/openid-connect/auth';

/** What remains for the library to judge; the rest of the request concerns the login itself. */
const PARAMETERS = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
];

type Decisions = WeakMap<IncomingMessage, DecidedLogin>;

/** Starts the protocol library for one issuer with keys of its own. */
export async function startProtocol({ issuer, ...input }: ProtocolInput): Promise<Protocol> {
  const library = await loadOidcProvider();
  const decided: Decisions = new WeakMap();
  const mount = new URL(issuer).pathname;
  const keys = { jwks: { keys: [await signingKey()] }, cookie_keys: [secret()] };
  const provider = new library.Provider(issuer, {
    ...oidcConfiguration({ ...input, ...keys }),
    ...decisionSettings(library, decided, mount),
  });
  provider.Client.prototype.redirectUriAllowed = () => true;
  provider.use((ctx, next) => finishResponse(ctx, next, decided));
  const handle = provider.callback();

  async function mounted(req: IncomingMessage, res: ServerResponse, path: string) {
    Object.assign(req, { originalUrl: `${mount}${path}`, url: path });
    delete req.headers.cookie;
    await handle(req, res);
  }

  return {
    async issue(req, res, login) {
      decided.set(req, login);
      req.method = 'GET';
      await mounted(req, res, `${AUTHORIZATION}?${protocolParameters(login.request)}`);
    },
    answer: (req, res) => mounted(req, res, (req.url ?? '').slice(mount.length)),
    clientOfIdToken: (token) => clientOfIdToken(provider, token),
  };
}

/** The login is the engine's: the library adopts it and never asks by itself. */
function decisionSettings({ errors }: OidcLibrary, decided: Decisions, mount: string): Configuration {
  return {
    extraParams: {
      decided_login: (ctx) => {
        const login = decided.get(ctx.req);
        if (!login) throw new errors.AccessDenied();
        ctx.oidc.session?.loginAccount({ accountId: login.sub, acr: login.acr, loginTs: login.auth_time });
      },
    },
    loadExistingGrant: (ctx) => grantAll(ctx),
    interactions: { policy: [], url: () => mount },
    renderError: (ctx, { error, error_description }) => {
      ctx.body = { error, error_description };
    },
  };
}

type Answering = Pick<KoaContextWithOIDC, 'req' | 'response' | 'remove' | 'set'>;

/** Sessions are not the library's business, so its cookies stay here; ours go out. */
async function finishResponse(ctx: Answering, next: () => Promise<void>, decided: Decisions): Promise<void> {
  const ours = ctx.response.headers['set-cookie'];
  await next();
  ctx.remove('set-cookie');
  if (ours) ctx.set('set-cookie', ours);
  const location = ctx.response.get('location');
  if (location) ctx.set('location', withParameters(location, decided.get(ctx.req)?.extra ?? {}));
}

async function clientOfIdToken({ Client, IdToken }: Provider, token: string): Promise<string | undefined> {
  const client = await Client.find(audience(token));
  const known = client && (await IdToken.validate(token, client).catch(() => undefined));
  return known && client.clientId;
}

async function grantAll(ctx: KoaContextWithOIDC) {
  const { account, client, provider, params } = ctx.oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(String(params?.['scope'] ?? ''));
  await grant.save();
  return grant;
}

function protocolParameters(request: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...request].filter(([name]) => PARAMETERS.includes(name)));
}

function withParameters(location: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(location);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** The audience an unverified token claims; only used to know whose key to verify it with. */
function audience(token: string): string {
  try {
    const { aud } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return String(aud);
  } catch {
    return '';
  }
}

/** RS256, the algorithm a Keycloak realm signs with unless told otherwise. */
async function signingKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  // The JWK of a key made one line above has the members of an RSA key.
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: secret() } as JWK;
}

function secret(): string {
  return randomBytes(16).toString('base64url');
}
