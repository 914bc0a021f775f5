import type { Credential } from '../realm.ts';
import { type DocumentNode, elements, integer, isAbsent, member, parsed, requiredText, text } from './document-node.ts';

/** Old exports wrote the OTP kind as the type. Source: `RepresentationToModel.convertDeprecatedCredentialsFormat`. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['totp', 'otp'],
  ['hotp', 'otp'],
]);

/** Credentials in the order of the list: an import numbers them in that order and ignores any `priority`. */
export function readCredentials(node: DocumentNode, username: string): Credential[] {
  return elements(node).map((credential, index) => readCredential(credential, `${username}/${index}`));
}

/** A plain value is hashed at import, as a password and as of then; anything else keeps its type and date. */
function readCredential(node: DocumentNode, fallbackId: string): Credential {
  const id = text(member(node, 'id')) ?? fallbackId;
  if (text(member(node, 'value'))) return { id, type: 'password' };
  const written = requiredText(member(node, 'type'));
  const type = RENAMED.get(written) ?? written;
  const label = text(member(node, 'userLabel'));
  return {
    id,
    type,
    ...(label === undefined || label === '' ? {} : { label }),
    created: integer(member(node, 'createdDate'), 0),
    ...readData(node, type, written),
  };
}

function readData(node: DocumentNode, type: string, written: string): Partial<Credential> {
  const data = parsed(member(node, 'credentialData'));
  if (type === 'otp') return otpData(isAbsent(data) ? node : data, written);
  if (type === 'recovery-authn-codes') return recoveryData(data, parsed(member(node, 'secretData')));
  return {};
}

function otpData(data: DocumentNode, written: string): Partial<Credential> {
  return {
    digits: integer(member(data, 'digits'), 6),
    period: integer(member(data, 'period'), 30),
    algorithm: text(member(data, 'algorithm')) ?? 'HmacSHA1',
    subtype: text(member(data, 'subType')) ?? (written === 'otp' ? 'totp' : written),
  };
}

function recoveryData(data: DocumentNode, secret: DocumentNode): Partial<Credential> {
  const codes = elements(member(secret, 'codes')).length;
  const total = integer(member(data, 'totalCodes'), integer(member(data, 'total'), codes));
  return {
    total,
    remaining: integer(member(data, 'remainingCodes'), integer(member(data, 'remaining'), codes || total)),
  };
}
