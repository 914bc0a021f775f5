import { type Shares, sharesByOperator, sharesOf } from './shares.ts';
import type { Strength } from './strength.ts';

const COLUMNS: readonly (keyof Shares)[] = [
  'mutants',
  'killed',
  'equivalent',
  'refused',
  'undecided',
  'accepted',
  'survivors',
];

/** Totals, the table of operators, what each line does, what is accepted and why. Without the findings. */
export function strengthText({ mutants, lines, unchanged }: Strength): string {
  const operators = [...sharesByOperator(mutants)];
  return [
    ...table(
      ['operator', ...COLUMNS],
      [...operators.map(([operator, shares]) => [operator, ...cells(shares)]), ['all', ...cells(sharesOf(mutants))]],
    ),
    '',
    ...table(
      ['line of the contract', 'kills', 'alone'],
      lines.map(({ line, kills, alone }) => [line, `${kills}`, `${alone.length}`]),
    ),
    ...acceptedText(mutants),
    ...(unchanged.length > 0 ? ['', `${unchanged.length} changes changed nothing and were left out`] : []),
  ].join('\n');
}

function cells(shares: Shares): string[] {
  return COLUMNS.map((column) => (shares[column] === 0 ? '·' : String(shares[column])));
}

function acceptedText(mutants: Strength['mutants']): string[] {
  const reasons = mutants.flatMap((mutant) => (mutant.fate === 'survivor' && mutant.accepted ? [mutant.accepted] : []));
  const entries = [...new Set(reasons)];
  if (entries.length === 0) return [];
  const counted = entries.map((entry) => ({ ...entry, count: reasons.filter((each) => each === entry).length }));
  return ['', 'accepted survivors', ...counted.map(({ mutant, reason, count }) => `  ${mutant} (${count}): ${reason}`)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
