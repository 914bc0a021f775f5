import type { FailureGroup } from './failure-classification.ts';

const COLUMNS: readonly (readonly [string, keyof FailureGroup])[] = [
  ['Group', 'group'],
  ['Seam', 'seam'],
  ['Category', 'category'],
  ['Observed failure', 'observed_failure'],
  ['Candidate owner', 'candidate_owner'],
  ['Fix in scope?', 'fix_in_scope'],
  ['Follow-up', 'follow_up'],
  ['Status', 'status'],
];

const INTRODUCTION = `# Failure classification

Say what kind of failure it is before anything is fixed. A category stands here only where the facts of the run prove
it; the rest is \`unclassified\`. Seams are pinned by the project that runs the tests; none was handed over.
`;

/** `data/failure-classification.md`: one table row per failing group. */
export function classificationMarkdown(groups: readonly FailureGroup[]): string {
  if (groups.length === 0) return `${INTRODUCTION}\nNo test of this run failed.\n`;
  const head = [row(COLUMNS.map(([title]) => title)), row(COLUMNS.map(() => '---'))];
  const body = groups.map((group) => row(COLUMNS.map(([, key]) => escaped(group[key]))));
  return `${INTRODUCTION}\n${[...head, ...body].join('\n')}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Foreign text must neither open markup nor a further column (GFM 4.10, CommonMark 2.4). */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#!|~&]/g, '\\$&');
}
