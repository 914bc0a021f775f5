import type { DocumentPath } from '../../document/fault.ts';
import { placeText } from '../../problem.ts';
import type { Contract } from '../contract.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** Words that stand where nobody has decided yet. */
const PLACEHOLDER =
  /^(?:|tb[acd]|todo\b.*|fixme\b.*|to be (?:defined|decided|done|determined|announced)|unknown|unassigned|none|no ?(?:body|one)|some(?:body|one)|n\/?a|null|x+|[-–—.?…]+|<.*>|\{.*\})$/i;

interface Entry {
  readonly path: DocumentPath;
  readonly text: string;
  readonly kind: 'owner' | 'text';
}

/** Owners that own nothing, and answers that are none. */
export function placeholderReasons({ contract, place }: ReviewInput): Reason[] {
  return entries(contract)
    .filter(({ text }) => PLACEHOLDER.test(text.trim()))
    .map(({ path, text, kind }) => ({
      rule: kind === 'owner' ? 'owner-missing' : 'input-missing',
      severity: 'error',
      at: placeText(place(path)),
      message: `${path.at(-1)} says ${text.trim() === '' ? 'nothing' : JSON.stringify(text)}${kind === 'owner' ? ': nobody answers for it' : ''}`,
      help:
        kind === 'owner'
          ? `Name the team or person who answers for ${path.at(-1)}.`
          : `Say what is meant by ${path.at(-1)}.`,
    }));
}

const OWNERS = ['rollback_owner', 'delete_owner'] as const;
const TEXTS = ['source_realm_readback', 'cleanup', 'evidence_handback'] as const;

function entries({ title, identity_graph, stop_rollback, accepted_findings, accepted_mutants }: Contract): Entry[] {
  const texts: readonly (readonly [DocumentPath, string])[] = [
    [['title'], title],
    ...identity_graph.personas.map(
      ({ description }, row) => [['identity_graph', 'personas', row, 'description'], description] as const,
    ),
    ...stop_rollback.stop_conditions.map(
      ({ says }, row) => [['stop_rollback', 'stop_conditions', row, 'says'], says] as const,
    ),
    ...TEXTS.map((key) => [['stop_rollback', key], stop_rollback[key]] as const),
    ...accepted_findings.map(({ reason }, row) => [['accepted_findings', row, 'reason'], reason] as const),
    ...accepted_mutants.map(({ reason }, row) => [['accepted_mutants', row, 'reason'], reason] as const),
  ];
  const owners: readonly (readonly [DocumentPath, string])[] = [
    ...OWNERS.map((key) => [['stop_rollback', key], stop_rollback[key]] as const),
    ...accepted_findings.map(({ owner }, row) => [['accepted_findings', row, 'owner'], owner] as const),
  ];
  return [
    ...owners.map(([path, text]) => ({ path, text, kind: 'owner' as const })),
    ...texts.map(([path, text]) => ({ path, text, kind: 'text' as const })),
  ];
}
