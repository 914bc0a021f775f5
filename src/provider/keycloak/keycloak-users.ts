import { createHash } from 'node:crypto';

/** A one-time-code credential: `secret` is the raw string, whose UTF-8 bytes are the key (Base32 only when shown to people). */
export interface OtpCredential {
  readonly secret: string;
  readonly label: string;
  readonly digits?: number;
  readonly period?: number;
  readonly algorithm?: 'HmacSHA1' | 'HmacSHA256' | 'HmacSHA512';
}

/** The public part of a security key; `cose` is the COSE_Key, `id` what the server knows the key by, both base64url. */
export interface SecurityKeyCredential {
  readonly type: string;
  readonly id: string;
  readonly cose: string;
  readonly label: string;
}

/** A persona with the values of its credentials. Roles are realm roles or `client:role`; groups are paths. */
export interface PersonaUser {
  /** Id of the account, where it has to be known beforehand; chosen by the server otherwise. */
  readonly id?: string | undefined;
  readonly username: string;
  readonly email?: string | undefined;
  readonly email_verified?: boolean | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly enabled: boolean;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly required_actions: readonly string[];
  readonly password?: string | undefined;
  readonly otp?: OtpCredential | undefined;
  readonly recoveryCodes?: readonly string[] | undefined;
  readonly securityKeys?: readonly SecurityKeyCredential[] | undefined;
}

/** Keycloak's CredentialRepresentation: a plain value that is hashed on import, or data as Keycloak stores it. */
export type CredentialRepresentation =
  | { readonly type: 'password'; readonly value: string }
  | { readonly type: string; readonly userLabel: string; readonly credentialData: string; readonly secretData: string };

/** Keycloak's UserRepresentation, as far as a persona needs it. */
export interface UserRepresentation {
  readonly id?: string;
  readonly username: string;
  readonly enabled: boolean;
  readonly email?: string;
  readonly emailVerified: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly requiredActions: readonly string[];
  readonly realmRoles: readonly string[];
  readonly clientRoles: Readonly<Record<string, readonly string[]>>;
  readonly groups: readonly string[];
  readonly credentials: readonly CredentialRepresentation[];
}

/**
 * A user for a full realm import and for a partial import alike. Both add nothing by themselves: a persona that should
 * have `default-roles-<realm>` must list it. The order of the credentials is their priority at login.
 */
export function userRepresentation(user: PersonaUser): UserRepresentation {
  const { id, username, email, firstName, lastName } = user;
  return {
    ...(id === undefined ? {} : { id }),
    username,
    enabled: user.enabled,
    ...(email === undefined ? {} : { email }),
    emailVerified: user.email_verified ?? false,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    attributes: user.attributes,
    requiredActions: user.required_actions,
    ...rolesOf(user.roles),
    groups: user.groups,
    credentials: credentialsOf(user),
  };
}

function rolesOf(roles: readonly string[]): Pick<UserRepresentation, 'realmRoles' | 'clientRoles'> {
  const clientRoles = new Map<string, string[]>();
  for (const role of roles.filter((name) => name.includes(':'))) {
    const [client = '', name = ''] = splitAtLast(role, ':');
    clientRoles.set(client, [...(clientRoles.get(client) ?? []), name]);
  }
  return { realmRoles: roles.filter((name) => !name.includes(':')), clientRoles: Object.fromEntries(clientRoles) };
}

/** At the last colon: a client id may be a URL. */
function splitAtLast(text: string, mark: string): readonly [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

function credentialsOf({
  password,
  otp,
  recoveryCodes,
  securityKeys = [],
}: PersonaUser): readonly CredentialRepresentation[] {
  return [
    ...(password === undefined ? [] : [{ type: 'password' as const, value: password }]),
    ...(otp ? [otpCredential(otp)] : []),
    ...(recoveryCodes ? [recoveryCredential(recoveryCodes)] : []),
    ...securityKeys.map(keyCredential),
  ];
}

/** Keycloak: OTPCredentialModel, OTPCredentialData, OTPSecretData. Without `secretEncoding` the value is taken as UTF-8. */
function otpCredential(otp: OtpCredential): CredentialRepresentation {
  const { secret, label, digits = 6, period = 30, algorithm = 'HmacSHA1' } = otp;
  return {
    type: 'otp',
    userLabel: label,
    credentialData: JSON.stringify({ subType: 'totp', digits, counter: 0, period, algorithm }),
    secretData: JSON.stringify({ value: secret }),
  };
}

/** Keycloak: RecoveryAuthnCodesCredentialModel. Codes are used in order, `number` counts from 1 and is what the page asks for. */
function recoveryCredential(codes: readonly string[]): CredentialRepresentation {
  const stored = codes.map((code, index) => ({ number: index + 1, encodedHashedValue: hashedCode(code) }));
  return {
    type: 'recovery-authn-codes',
    userLabel: 'Recovery codes',
    credentialData: JSON.stringify({ algorithm: 'SHA-512', total: codes.length, remaining: codes.length }),
    secretData: JSON.stringify({ codes: stored }),
  };
}

/** No vendor told (WebAuthn, section 6.5.1). */
const NO_AAGUID = '00000000-0000-0000-0000-000000000000';

/** Keycloak: WebAuthnCredentialModel, WebAuthnCredentialData; the id in plain Base64, the key in its URL form. */
function keyCredential({ type, id, cose, label }: SecurityKeyCredential): CredentialRepresentation {
  return {
    type,
    userLabel: label,
    credentialData: JSON.stringify({
      aaguid: NO_AAGUID,
      credentialId: Buffer.from(id, 'base64url').toString('base64'),
      counter: 0,
      credentialPublicKey: cose,
      attestationStatementFormat: 'none',
      transports: [],
    }),
    secretData: JSON.stringify({}),
  };
}

/** Keycloak: RecoveryAuthnCodesUtils.hashRawCode, one unsalted round. */
const hashedCode = (code: string) => createHash('sha512').update(code, 'utf8').digest('base64');
