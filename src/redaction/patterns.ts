/** One shape of secret that is recognised without knowing its value: the second line behind known values. */
export interface Pattern {
  readonly name: string;
  readonly matches: RegExp;
  readonly becomes: (...match: string[]) => string;
}

/** Parameters of Keycloak and OpenID Connect URLs whose values must not be shown; their names may. */
const SECRET_PARAMETERS = [
  'access_token',
  'auth_session_id',
  'client_data',
  'client_secret',
  'code',
  'code_challenge',
  'code_verifier',
  'execution',
  'id_token',
  'id_token_hint',
  'kc_action_parameter',
  'key',
  'login_hint',
  'nonce',
  'otp',
  'password',
  'recoveryCodeInput',
  'refresh_token',
  'request',
  'request_uri',
  'session_code',
  'session_state',
  'state',
  'tab_id',
  'token',
  'totp',
  'totpSecret',
  'username',
] as const;

/** Cookies of Keycloak that hold a session or identify a user. */
const COOKIES = [
  'AUTH_SESSION_ID',
  'KC_AUTH_SESSION_HASH',
  'KC_RESTART',
  'KEYCLOAK_IDENTITY',
  'KEYCLOAK_SESSION',
  'KEYCLOAK_REMEMBER_ME',
];

const redacted = (name: string) => `[redacted:${name}]`;

/** In order; URLs are shortened before these run. */
export const PATTERNS: readonly Pattern[] = [
  { name: 'otpauth', matches: /\botpauth(?::|%3a)[^\s"'<>]*/gi, becomes: () => redacted('otpauth') },
  { name: 'jwt', matches: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)*/g, becomes: () => redacted('jwt') },
  {
    name: 'cookie',
    matches: new RegExp(
      `\\b((?:${COOKIES.join('|')})(?:_LEGACY)?)(=|":\\s*"|","value":"|',\\s*value: ')[^\\s;"']+`,
      'g',
    ),
    becomes: (_, name = '', sign = '') => `${name}${sign}${redacted('cookie')}`,
  },
  {
    name: 'header',
    matches: /\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*["']?)(?!\[redacted)[^\s"'][^"'\r\n]*/gi,
    becomes: (_, name = '', sign = '') => `${name}${sign}${redacted('header')}`,
  },
  {
    name: 'scheme',
    matches: /\b(Bearer|Basic|DPoP)\s+[\w.~+/-]{8,}=*/g,
    becomes: (_, scheme = '') => `${scheme} ${redacted('header')}`,
  },
  {
    name: 'parameter',
    matches: new RegExp(`([?&#]|&amp;|%3f|%26)(${SECRET_PARAMETERS.join('|')})(=|%3d)[^\\s&"'<>#]*`, 'gi'),
    becomes: (_, before = '', name = '', sign = '') => `${before}${name}${sign}${redacted('parameter')}`,
  },
  {
    name: 'email',
    matches: /[\w.+-]+(?:@|%40)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b/gi,
    becomes: () => redacted('email'),
  },
];

/** One look for whether any pattern or URL can match at all. */
export const PATTERN_HINT = new RegExp(
  `otpauth|eyJ|@|%40|[?&#]|%3f|%26|https?:|authorization|cookie|Bearer|Basic|DPoP|${COOKIES.join('|')}`,
  'i',
);
