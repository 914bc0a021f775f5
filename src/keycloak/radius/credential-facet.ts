import { readCredentials } from '../read/read-credentials.ts';
import { parameter } from '../request.ts';
import type { Facet, Ground } from './facet.ts';
import { DEVICE_NAME, MOST_STEPS } from './journey.ts';
import { isRecord, odd, type RawUser, rawText, rawUsername } from './raw-user.ts';

/** What of a realm makes a difference between credentials of one type. */
interface Reading {
  /** Epoch milliseconds of a password's date from which on it is old when the login begins; `undefined`: no password gets old. */
  readonly old: number | undefined;
  /** Id of the credential that the request names. */
  readonly named: string | undefined;
}

/** Types in stored order; of a password its age, of a device whether its name is taken, of recovery codes how many are left. */
export function credentialFacet({ run }: Ground): Facet {
  const days = Number.parseInt(run.realm.password_policy.get('forceExpiredPasswordChange') ?? '', 10);
  const reading: Reading = {
    old: Number.isNaN(days) ? undefined : run.world.now * 1000 - days * 86_400_000,
    named: parameter(run.login.request, 'kc_action')?.split(':').slice(1).join(':') || undefined,
  };
  return (user) => credentialsText(user, reading);
}

function credentialsText(user: RawUser, reading: Reading): string {
  const { credentials } = user;
  if (credentials === undefined || credentials === null) return '';
  if (!Array.isArray(credentials)) return odd(credentials);
  const username = reading.named === undefined ? '' : rawUsername(user);
  return credentials.map((one, index) => credentialText(one, `${username}/${index}`, reading)).join();
}

function credentialText(credential: unknown, fallbackId: string, reading: Reading): string {
  if (!isRecord(credential)) return odd(credential);
  const { type, value, userLabel, id } = credential;
  const plain = rawText(value);
  const isReadable = typeof type === 'string' && (plain !== undefined || value === undefined || value === null);
  if (!isReadable) return odd(credential);
  const label = rawText(userLabel)?.toLowerCase() === DEVICE_NAME ? 'l' : '';
  const named = reading.named !== undefined && (rawText(id) ?? fallbackId) === reading.named ? 'k' : '';
  return `${plainWord(type)}:${plain ? 'p' : detail(credential, type, reading)}${label}${named}`;
}

/** Types are words; any other is quoted, so that no two lists read alike. */
function plainWord(type: string): string {
  return WORD.test(type) ? type : JSON.stringify(type);
}

const WORD = /^[\w-]+$/;

function detail(credential: Readonly<Record<string, unknown>>, type: string, { old }: Reading): string {
  if (type === 'password') return old === undefined ? '' : age(credential['createdDate'], old);
  return type === 'recovery-authn-codes' ? codesLeft(credential) : '';
}

/** Seconds until the password is old, as far as they pass during one login. */
function age(created: unknown, old: number): string {
  if (created !== undefined && created !== null && typeof created !== 'number') return odd(created);
  const seconds = Math.floor((Math.trunc(created ?? 0) - old) / 1000) + 1;
  return String(Math.min(Math.max(seconds, 0), MOST_STEPS));
}

/** As many as one login can use up. */
function codesLeft(credential: Readonly<Record<string, unknown>>): string {
  try {
    const [codes] = readCredentials({ value: [credential], path: '', file: undefined }, '');
    return String(Math.min(Math.max(codes?.remaining ?? 1, 1), MOST_STEPS));
  } catch {
    return odd(credential);
  }
}
