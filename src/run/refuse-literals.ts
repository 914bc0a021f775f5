import { Problem } from '../problem.ts';
import { squeeze } from '../redaction/fold.ts';
import type { Vault } from '../redaction/secret.ts';
import type { Scrub } from '../redaction/text.ts';

/** What this worker knows of secrets by now. */
export interface KnownHere {
  readonly vault: Pick<Vault, 'known'>;
  readonly scrub: Scrub;
}

/** So many letters and digits of a value say something about it. */
const PART = 4;
/** A token is longer, and holds any word of four letters by chance. */
const TOKEN = { from: 100, part: 8 } as const;

/**
 * Refuses literals that would let a picture show a secret: one that holds a known value or a known shape of secret, or
 * is a part of a known value. The message gives the place of the literal, not its text.
 */
export function refuseLiterals(literals: readonly string[], { vault, scrub }: KnownHere): void {
  if (literals.length === 0) return;
  const values = vault.known().map(({ value }) => squeeze(value));
  const at = literals.findIndex((literal) => scrub(literal) !== literal || isPart(squeeze(literal), values));
  if (at >= 0) throw secret(at);
}

function isPart(literal: string, values: readonly string[]): boolean {
  const least = (value: string) => (value.length > TOKEN.from ? TOKEN.part : PART);
  return values.some((value) => literal.length >= least(value) && value.includes(literal));
}

function secret(at: number): Problem {
  return new Problem({
    code: 'secret-weak',
    what: `evidence: the literal allow[${at}] is, holds or belongs to a secret of this run (not quoted for that reason)`,
    expected: 'texts that every user may see, word for word',
    next: 'Take it out of "allow"; what a picture redacts needs no mention.',
  });
}
