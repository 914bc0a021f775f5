import { readFileSync } from 'node:fs';
import { z } from 'zod';

const knownDifferences = z.array(
  z.strictObject({
    /** As in the report: `s12-user-1`. */
    id: z.string(),
    version: z.string(),
    /** Why this is not predicted, and what is needed for it. */
    why: z.string().min(1),
  }),
);
export type KnownDifference = z.infer<typeof knownDifferences>[number];

/** The list of differences that are known and accepted for now. It may only shrink. */
export function readKnownDifferences(): KnownDifference[] {
  const file = new URL('known-differences.json', import.meta.url);
  return knownDifferences.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** One login that was compared; `why` says how it disagrees. */
export interface Compared {
  readonly id: string;
  readonly version: string;
  readonly why?: string;
}

export interface Judged {
  /** Disagreements that nobody knows of. */
  readonly fresh: readonly Compared[];
  /** Known differences that were looked for and not found: they must leave the list. */
  readonly gone: readonly KnownDifference[];
}

export function judge(compared: readonly Compared[], known: readonly KnownDifference[]): Judged {
  const names = new Set(known.map(nameOf));
  const agreeing = new Set(compared.filter(({ why }) => why === undefined).map(nameOf));
  return {
    fresh: compared.filter((login) => login.why !== undefined && !names.has(nameOf(login))),
    gone: known.filter((entry) => agreeing.has(nameOf(entry))),
  };
}

function nameOf({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${version} ${id}`;
}
