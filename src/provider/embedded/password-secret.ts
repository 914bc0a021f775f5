import { pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { NotJudged } from './not-judged.ts';
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

/** A check for a plain value or a PBKDF2 hash. Anything else throws `NotJudged` when it is asked. */
export function passwordCheck(credential: ReadCredential): PasswordCheck {
  if (credential.value !== undefined) return plainCheck(credential.value);
  const parsed = hashed.safeParse(credential);
  if (!parsed.success) return notJudged('a password without a value or a hash');
  const { secretData, credentialData } = parsed.data;
  const [digest, bytes] = PBKDF2.get(credentialData.algorithm) ?? [];
  if (!digest || !bytes) return notJudged(`a password hashed with "${credentialData.algorithm}"`);
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

function notJudged(what: string): PasswordCheck {
  return () => {
    throw new NotJudged(
      what,
      `only plain values and hashes made with ${[...PBKDF2.keys()].join(', ')} are checked here`,
    );
  };
}
