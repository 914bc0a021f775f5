import { pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { ReadCredential } from './user-representation.ts';

/** Answers whether a typed text is the password. */
export type PasswordCheck = (typed: string) => boolean;

const hashed = z.object({
  secretData: z.looseObject({ value: z.string(), salt: z.string() }),
  credentialData: z.looseObject({ algorithm: z.string(), hashIterations: z.number() }),
});

/** Node digest and key length in bytes by Keycloak algorithm. Source: `Pbkdf2PasswordHashProviderFactory` and its siblings. */
const PBKDF2: ReadonlyMap<string, readonly [digest: string, bytes: number]> = new Map([
  ['pbkdf2', ['sha1', 64]],
  ['pbkdf2-sha256', ['sha256', 64]],
  ['pbkdf2-sha512', ['sha512', 64]],
]);

/** A check for a plain value or a PBKDF2 hash. Anything else is a `realm-unsupported` problem at `path`. */
export function passwordCheck(credential: ReadCredential, path: string): PasswordCheck {
  if (credential.value !== undefined) return plainCheck(credential.value);
  const parsed = hashed.safeParse(credential);
  if (!parsed.success) throw unreadable(path, 'a password without a value or a hash');
  const { secretData, credentialData } = parsed.data;
  const [digest, bytes] = PBKDF2.get(credentialData.algorithm) ?? [];
  if (!digest || !bytes) throw unreadable(path, `a password hashed with "${credentialData.algorithm}"`);
  const salt = Buffer.from(secretData.salt, 'base64');
  const expected = Buffer.from(secretData.value, 'base64');
  return (typed) => same(expected, pbkdf2Sync(typed, salt, credentialData.hashIterations, expected.length, digest));
}

export function plainCheck(value: string): PasswordCheck {
  const expected = Buffer.from(value);
  return (typed) => same(expected, Buffer.from(typed));
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function unreadable(path: string, what: string): Problem {
  return new Problem({
    code: 'realm-unsupported',
    what,
    at: { path },
    expected: `a plain "value", or a hash made with ${[...PBKDF2.keys()].join(', ')}`,
    next: 'give the user a generated password, or leave the user out of this document',
  });
}
