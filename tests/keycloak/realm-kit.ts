import { type Answer, answerLine } from '../../src/keycloak/batch.ts';

/** A row of a flow under construction; `rows` make it a subflow. */
export interface Row {
  readonly authenticator?: string;
  readonly alias?: string;
  readonly requirement: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly rows?: readonly Row[];
}

export function step(authenticator: string, requirement = 'REQUIRED', config?: Readonly<Record<string, string>>): Row {
  return { authenticator, requirement, ...(config ? { config } : {}) };
}

export function sub(alias: string, requirement: string, ...rows: readonly Row[]): Row {
  return { alias, requirement, rows };
}

/** A copy of the default browser flow whose `forms` subflow holds `rows`. */
export function forms(...rows: readonly Row[]): readonly Row[] {
  return [
    step('auth-cookie', 'ALTERNATIVE'),
    step('auth-spnego', 'DISABLED'),
    step('identity-provider-redirector', 'ALTERNATIVE'),
    sub('lab forms', 'ALTERNATIVE', ...rows),
  ];
}

interface FlowDocument {
  readonly alias: string;
  readonly id: string;
  readonly providerId: string;
  readonly topLevel: boolean;
  readonly authenticationExecutions: readonly object[];
}

/** A flow's rows as a document has them, and the configs they name. Priorities follow the order of the rows. */
function flowDocuments(
  alias: string,
  topLevel: boolean,
  rows: readonly Row[],
): { flows: FlowDocument[]; configs: object[] } {
  const nested = rows.flatMap((row) =>
    row.alias === undefined ? [] : [flowDocuments(row.alias, false, row.rows ?? [])],
  );
  const authenticationExecutions = rows.map((row, index) => rowDocument(row, index, `${alias} ${index}`));
  const configs = rows.flatMap(({ config }, index) => (config ? [{ alias: `${alias} ${index}`, config }] : []));
  const flow = { alias, id: `id of ${alias}`, providerId: 'basic-flow', topLevel, authenticationExecutions };
  return {
    flows: [flow, ...nested.flatMap(({ flows }) => flows)],
    configs: [...configs, ...nested.flatMap((inner) => inner.configs)],
  };
}

function rowDocument({ authenticator, alias, requirement, config }: Row, index: number, configAlias: string): object {
  return {
    authenticator,
    flowAlias: alias,
    authenticatorFlow: alias !== undefined,
    requirement,
    priority: (index + 1) * 10,
    authenticatorConfig: config ? configAlias : undefined,
  };
}

/** The members of a realm document that define a browser flow named `lab`. */
export function flowOf(rows: readonly Row[]): Record<string, unknown> {
  const { flows, configs } = flowDocuments('lab', true, rows);
  return { authenticationFlows: flows, authenticatorConfig: configs, browserFlow: 'lab' };
}

const otp = (label?: string) => ({
  type: 'otp',
  ...(label === undefined ? {} : { userLabel: label }),
  secretData: '{"value":"secret"}',
  credentialData: '{"subType":"totp","digits":6,"period":30,"algorithm":"HmacSHA1","counter":0}',
});
const codes = {
  type: 'recovery-authn-codes',
  secretData: JSON.stringify({ codes: Array.from({ length: 12 }, (_, index) => ({ number: index + 1 })) }),
  credentialData: '{"totalCodes":12,"remainingCodes":12}',
};
export const CREDENTIALS = {
  password: { type: 'password', value: 'password' },
  otp,
  codes,
  webauthn: { type: 'webauthn' },
} as const;

const whole = (username: string) => ({
  username,
  enabled: true,
  email: `${username}@example.test`,
  emailVerified: true,
  firstName: 'First',
  lastName: 'Last',
  credentials: [CREDENTIALS.password],
});

/** A complete user with a password; `change` replaces members. */
export function user(username: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...whole(username), ...change };
}

export const PLAIN = user('plain');
export const ONE_OTP = user('one-otp', { credentials: [CREDENTIALS.password, otp()] });
export const TWO_OTP = user('two-otp', {
  realmRoles: ['user'],
  credentials: [otp('first'), CREDENTIALS.password, otp()],
});

export const CALLBACK = 'https://app.example.test/auth/callback';

/** A realm with client `app`; `change` replaces members. */
export function realm(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    realm: 'lab',
    enabled: true,
    sslRequired: 'none',
    roles: { realm: [{ name: 'user' }] },
    clients: [{ clientId: 'app', publicClient: true, redirectUris: ['https://app.example.test/auth/*'] }],
    users: [PLAIN, ONE_OTP, TWO_OTP],
    otpPolicyType: 'totp',
    otpPolicyAlgorithm: 'HmacSHA1',
    otpPolicyDigits: 6,
    otpPolicyPeriod: 30,
    otpPolicyLookAheadWindow: 5,
    ...change,
  };
}

export interface Play {
  readonly document: Record<string, unknown>;
  readonly persona: Readonly<Record<string, unknown>> & { readonly username: string };
  readonly visits?: readonly object[];
  readonly version?: string;
  readonly client_id?: string;
}

export function answer({ document, persona, visits = [{}], version = '26.7.3', client_id = 'app' }: Play): Answer {
  const request = { client_id, redirect_uri: CALLBACK };
  return answerLine({ id: 'line', server_version: version, request, persona, visits }, document);
}

/** Each visit as one line: its pages and how it ended. */
export function journeys(play: Play): string[] {
  return answer(play).visits.map(({ pages, end, error }) => [...pages, ...ending(end, error)].join(' > '));
}

function ending(end: string, error: string | undefined): string[] {
  if (end === 'error') return [];
  return [error === undefined ? end : `${end} ${error}`];
}

/** The journey of a single visit. */
export function journey(play: Play): string {
  return journeys(play).join(' | ');
}

/** The texts of a single visit, page by page. */
export function texts(play: Play): (string | null)[] {
  return [...(answer(play).visits[0]?.messages ?? [])];
}
