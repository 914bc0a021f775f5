import type { Proof, ProofStep } from '../summary/proof.ts';
import type { Summary } from '../summary/summary.ts';
import type { Paint } from './console.ts';
import type { ProofRecord, RunRecord } from './run-record.ts';
import { visible } from './visible.ts';
import { counted, laneMeaning, PROOF_PERSONA_WORDS, PROOF_PHASE_WORDS, proofHeadline, VERDICT_WORDS } from './words.ts';

const COLOUR: Readonly<Record<Proof['outcome']['status'], 'green' | 'red' | 'yellow'>> = {
  proved: 'green',
  rehearsed: 'yellow',
  contradicted: 'red',
  stopped: 'red',
  incomplete: 'yellow',
};

interface Proved {
  readonly summary: Summary;
  readonly run: Pick<RunRecord, 'proof'>;
}

/** The last lines of a proof: does the change do what the contract promises, why, and what to do first. One screen. */
export function proofText({ summary, run }: Proved, packet: string, paint: Paint): string {
  const { proof } = summary;
  if (!proof) throw new TypeError('a proof was asked for');
  const { status, reason, next_action } = proof.outcome;
  const title = paint[COLOUR[status]](paint.bold(proofHeadline(proof)));
  const rows: readonly (readonly [string, string])[] = [
    ['first', paint.bold(visible(next_action))],
    ...proof.steps.map((step) => ['', stepText(step)] as const),
    ...personaRows(proof),
    ...realmRows(run.proof),
    ['demand', proof.non_live_proof.reason],
    ['lane', `${proof.lane}: ${laneMeaning(proof.lane, proof)}`],
    ['UAT', `${VERDICT_WORDS[summary.verdict.status]}: a proof of one contract proves no row of a matrix.`],
    ['packet', packet],
  ];
  const lines = rows.map(([name, text]) => `  ${paint.dim(name.padEnd(9))}${visible(text)}`);
  return [`${title}  ${visible(reason)}`, ...lines, ''].join('\n');
}

function stepText({ phase, state, detail }: ProofStep): string {
  return [PROOF_PHASE_WORDS[phase], state.replaceAll('_', ' '), detail].filter(Boolean).join(': ');
}

/** Those that did not go as they should, each with its reason; the others as a number. */
function personaRows({ results }: Proof): (readonly [string, string])[] {
  const agreed = results.filter(({ state }) => state === 'agreed').length;
  const others = new Map<string, string[]>();
  for (const { persona, state, reason = '' } of results.filter((result) => result.state !== 'agreed')) {
    const why = `${PROOF_PERSONA_WORDS[state].toLowerCase()}. ${reason}`;
    others.set(why, [...(others.get(why) ?? []), persona]);
  }
  const rows = [...others].map(([why, names]) => `${names.join(', ')}: ${why}`);
  return [
    ['personas', `${agreed} of ${counted(results.length, 'persona')} as promised and predicted`],
    ...rows.map((row) => ['', row] as const),
  ];
}

function realmRows(record: ProofRecord | undefined): (readonly [string, string])[] {
  if (!record) return [];
  const { source_fingerprint: before, fingerprint_after_rollback: after } = record;
  const prints: (readonly [string, string])[] = [
    ...(before ? [['before', before] as const] : []),
    ...(after ? [['after', after === before ? 'the same' : after] as const] : []),
  ];
  const open = record.not_rolled_back.map((what) => ['NOT BACK', what] as const);
  const left = record.left_behind.map((what) => ['LEFT', what] as const);
  return [['server', record.server], ...prints, ...open, ...left];
}
