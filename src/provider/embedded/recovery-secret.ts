import { createHash } from 'node:crypto';
import { z } from 'zod';
import { NotJudged } from './not-judged.ts';
import type { ReadCredential } from './user-representation.ts';

/** Answers whether a typed text is the recovery code of a number, counted from 1. */
export type RecoveryCheck = (number: number, typed: string) => boolean;

const stored = z.object({
  secretData: z.looseObject({
    codes: z.array(z.looseObject({ number: z.number(), encodedHashedValue: z.string() })),
  }),
});

/** Codes as Keycloak stores them: Base64 of the SHA-512 of the code (`RecoveryAuthnCodesUtils`). */
export function storedRecoveryCheck(credential: ReadCredential): RecoveryCheck {
  const parsed = stored.safeParse(credential);
  if (!parsed.success) return notJudged;
  const hashes = new Map(parsed.data.secretData.codes.map((code) => [code.number, code.encodedHashedValue]));
  return (number, typed) => hashes.get(number) === sha512(undashed(typed));
}

export function recoveryCheck(codes: readonly string[]): RecoveryCheck {
  return (number, typed) => codes[number - 1] === undashed(typed);
}

function undashed(typed: string): string {
  return typed.replaceAll('-', '');
}

function sha512(text: string): string {
  return createHash('sha512').update(text).digest('base64');
}

const notJudged: RecoveryCheck = () => {
  throw new NotJudged('recovery codes without secretData.codes', 'there is nothing to compare with');
};
