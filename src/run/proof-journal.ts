import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROOF_PHASES, type ProofStop, proofStop } from '../summary/proof.ts';

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('step'),
    at_ms: z.int(),
    phase: z.enum(PROOF_PHASES),
    state: z.enum(['began', 'done', 'failed', 'not_needed']),
    detail: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('server'),
    text: z.string(),
    base_url: z.string().optional(),
    origin: z.enum(['started', 'background', 'given']).optional(),
  }),
  /** Every name that the realm takes on the server, its own first. Noted before anything is sent. */
  z.strictObject({ kind: z.literal('named'), names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('opened'), source_fingerprint: z.string() }),
  /** What became of a realm of that name when it was to be removed. */
  z.strictObject({ kind: z.literal('removal'), realm: z.string(), fate: z.enum(['gone', 'stands', 'unknown']) }),
  z.strictObject({
    kind: z.literal('rolled_back'),
    fingerprint: z.string(),
    equal: z.boolean(),
    left_behind: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('broken_off'),
    persona: z.string(),
    page: z.string().optional(),
    reason: z.string(),
  }),
  z.strictObject({ kind: z.literal('packet') }),
]);
/** One line of the journal of a proof. Times are in epoch milliseconds. */
export type ProofEntry = z.infer<typeof entry>;

/**
 * What a proof writes down at once, line by line, so that it can be told how far it came however it ends. Runner and
 * workers share it. Never a secret.
 */
export interface ProofJournal {
  note(line: ProofEntry): void;
  /** Everything noted so far, in order. */
  entries(): ProofEntry[];
  /** Stops the proof: nothing further is driven. Only the first call counts; whether this one was it. */
  stop(why: ProofStop): boolean;
  stopped(): ProofStop | undefined;
}

/** Opens the journal in the private folder of a proof. */
export function openProofJournal(folder: string): ProofJournal {
  const [lines, mark] = [join(folder, 'journal.jsonl'), join(folder, 'stop.json')];
  return {
    note: (line) => appendFileSync(lines, `${JSON.stringify(line)}\n`, { mode: 0o600 }),
    entries: () => textOf(lines).split('\n').filter(Boolean).flatMap(entryOf),
    stop: (why) => created(mark, JSON.stringify(why)),
    stopped: () => stopOf(textOf(mark)),
  };
}

/** A process that is killed may leave half a line; the lines before it stand. */
function entryOf(line: string): ProofEntry[] {
  const parsed = entry.safeParse(json(line));
  return parsed.success ? [parsed.data] : [];
}

/** Undefined as well in the moment in which the mark is being written. */
function stopOf(text: string): ProofStop | undefined {
  return proofStop.safeParse(json(text)).data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function created(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
