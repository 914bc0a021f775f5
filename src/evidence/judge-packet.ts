import { summarize } from '../gate/summarize.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { parseMatrix } from '../matrix/parse-matrix.ts';
import { Problem } from '../problem.ts';
import type { Proof, ProofFacts } from '../summary/proof.ts';
import { type Summary, summary } from '../summary/summary.ts';
import { summaryBytes } from '../summary/summary-bytes.ts';
import type { RunFacts } from '../summary/truth.ts';
import type { PacketFiles } from './bag.ts';
import { checkBag } from './check-bag.ts';
import { runRecord } from './run-record.ts';

/**
 * Judges a finished packet again, trusting none of its words: the files must be those of the manifests, and rows, gates
 * and verdict those that follow from its tests and its matrix. Waivers are held against `today` (`YYYY-MM-DD`), so what
 * was ready may be blocked now. Throws `Problem` (`bad-option`) when the packet is none, or not as a run wrote it.
 */
export function judgePacket(files: PacketFiles, today: string): Summary {
  const told = readAs(files, 'data/summary.json', summary);
  checkBag(files);
  const run = readAs(files, 'data/run.json', runRecord);
  const facts = factsOf(told, matrixOf(files));
  const then = summarize({ ...facts, today: run.today });
  if (!sameBytes(summaryBytes(then), summaryBytes(told))) throw doesNotFollow();
  return today > run.today ? summarize({ ...facts, today }) : then;
}

/** What a run knew, as far as its packet tells; the day apart. */
function factsOf(
  { tests, findings, verdict, gates, proof }: Summary,
  matrix: Matrix | undefined,
): Omit<RunFacts, 'today'> {
  const searched = gates.some(({ id, state }) => id === 'no-secret-found' && state === 'open');
  const leaks = findings.filter(({ rule }) => AUDIT_RULES.includes(rule));
  const auditFindings = searched || leaks.length > 0 ? leaks : undefined;
  const interrupted = verdict.status === 'interrupted';
  return { matrix, tests, findings, interrupted, auditFindings, proof: proof && factsOfProof(proof) };
}

/** What a proof was given, without what was concluded from it. */
function factsOfProof({ outcome: _, results: __, non_live_proof: ___, ...facts }: Proof): ProofFacts {
  return facts;
}

/** Rules of the search for secrets. */
const AUDIT_RULES: readonly string[] = ['secret-in-evidence', 'evidence-unread'];

/** Contracts lie in a folder of their own, so the one document beside it is the matrix. */
function matrixOf(files: PacketFiles): Matrix | undefined {
  const path = [...files.keys()].find((one) => /^data\/flows\/[^/]+$/.test(one));
  return path === undefined ? undefined : parseMatrix(new TextDecoder().decode(files.get(path)), path);
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

function readAs<T>(files: PacketFiles, path: string, schema: Schema<T>): T {
  const parsed = schema.safeParse(json(files.get(path)));
  if (parsed.success) return parsed.data;
  throw new Problem({
    code: 'bad-option',
    what: `${path} is missing, or this version cannot read it`,
    expected: 'the folder of a packet',
    next: 'name the folder that a run wrote, or run "npx playwright test" first',
  });
}

function json(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function doesNotFollow(): Problem {
  return new Problem({
    code: 'bad-option',
    what: 'the verdict, gates and rows of data/summary.json do not follow from its tests and its matrix',
    expected: 'a packet exactly as a run of this version wrote it',
    next: 'take the packet from the run again, or run the tests again',
  });
}
