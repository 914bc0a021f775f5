import pc from 'picocolors';
import { UNDECIDED } from '../../contract/review/expectation-reasons.ts';
import type { PersonaRows } from '../../contract/review/persona-rows.ts';
import type { Reason } from '../../contract/review/reason.ts';
import { type ReasonGroup, reasonGroups } from '../../contract/review/reason-groups.ts';
import type { Review, ReviewVerdict } from '../../contract/review/review.ts';
import type { Unknown } from '../../contract/review/standing-unknowns.ts';
import { walkText } from '../../contract/walk.ts';
import { counted } from '../../evidence/words.ts';

const VERDICTS: Readonly<Record<ReviewVerdict, string>> = {
  approve: pc.green('✓ approve'),
  request_changes: pc.red('✗ request changes'),
};

/** Longer lists are for `--json`. */
const MOST_SHOWN = 30;

/** A review as a page of the terminal: the verdict, the personas, the reasons, what is not known, one next action. */
export function reviewText(review: Review): string {
  const { reasons, notes, accepted, cannot_know, personas } = review;
  return [
    [headText(review)],
    personaGroups(personas).flatMap(personaText),
    section('Reasons', reasonGroups(reasons).map(reasonText)),
    section('Was so before the change', reasonGroups(notes).map(reasonText)),
    section(
      'Accepted',
      accepted.map(({ finding, owner, reason }) => `${finding.rule}  ${finding.at}\n    ${owner}: ${reason}`),
    ),
    section('Cannot be known', cannot_know.map(unknownText)),
    [`Next: ${review.next}`],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function headText(review: Review): string {
  const { verdict, contract, title, version, file } = review;
  const name = [contract || file, title].filter(Boolean).join('  ');
  return `${VERDICTS[verdict]}  ${pc.bold(name)}${version ? pc.dim(`  Keycloak ${version}`) : ''}\n  ${whyText(review)}`;
}

/** The verdict in one line: the first reason, or what it rests on. What somebody answers for is not said to hold. */
export function whyText({ reasons, accepted }: Review): string {
  const [first] = reasons;
  if (first) return `${counted(reasons.length, 'reason')}, first: ${first.message}`;
  if (accepted.length === 0) return 'every promise is predicted, and every invariant holds';
  const undecided = accepted.filter(({ finding }) => finding.rule === UNDECIDED).length;
  const others = accepted.length - undecided;
  const told = [
    others > 0 && `${counted(others, 'finding')} accepted`,
    undecided > 0 && `${counted(undecided, 'undecided expectation')} accepted`,
  ];
  return `${told.filter(Boolean).join(' and ')}; nothing else stands against it`;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_SHOWN ? [`  and ${lines.length - MOST_SHOWN} more (--json has all)`] : [];
  return [pc.bold(title), ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`), ...more];
}

/** Personas with the same three rows. */
interface PersonaGroup {
  readonly rows: PersonaRows;
  readonly ids: readonly string[];
}

/** Disagreements first, then in the order of the contract. */
export function personaGroups(personas: readonly PersonaRows[]): PersonaGroup[] {
  const groups = new Map<string, { rows: PersonaRows; ids: string[] }>();
  for (const rows of personas) {
    const key = JSON.stringify([rows.promised, rows.before, rows.after, rows.unsupported]);
    const group = groups.get(key);
    if (group) group.ids.push(rows.id);
    else groups.set(key, { rows, ids: [rows.id] });
  }
  return [...groups.values()].toSorted((one, other) => Number(differs(other.rows)) - Number(differs(one.rows)));
}

function differs({ first_difference }: PersonaRows): boolean {
  return first_difference >= 0;
}

function personaText({ rows, ids }: PersonaGroup): string[] {
  const { promised, before, after, description, unsupported } = rows;
  const widths = promised
    .map((_, column) => column)
    .concat(
      before.map((_, c) => c),
      after.map((_, c) => c),
    );
  const width = (column: number) => Math.max(...[promised, before, after].map((row) => row[column]?.length ?? 0));
  const columns = [...new Set(widths)].sort((one, other) => one - other);
  const line = (name: string, row: readonly string[], mark = '') => {
    const cells = columns.slice(0, row.length).map((column) => (row[column] ?? '').padEnd(width(column)));
    return `  ${name.padEnd(9)} ${cells.join(' > ').trimEnd()}${mark}`;
  };
  const mark = differs(rows) ? pc.red(`  ✗ differs in column ${rows.first_difference + 1}`) : '';
  return [
    `${differs(rows) ? pc.red('✗') : pc.green('✓')} ${pc.bold(namesText(ids))}${ids.length === 1 ? pc.dim(`  ${description}`) : ''}`,
    line('promised', promised),
    line('before', before),
    line('after', after, mark),
    ...unsupported.map((text) => `  cannot be predicted further: ${text}`),
  ];
}

const MOST_NAMES = 4;

export function namesText(ids: readonly string[]): string {
  const more = ids.length > MOST_NAMES ? ` and ${ids.length - MOST_NAMES} more` : '';
  return `${ids.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** The message with the name or the names it is about. */
export function saidOf(personas: readonly string[], says: string): string {
  const names = namesText(personas);
  return personas.length > 1
    ? `${names}: ${says.replace(/^: /, '')}`
    : [names, says].filter(Boolean).join(says.startsWith(':') ? '' : ' ');
}

const COLOUR: Readonly<Record<Reason['severity'], (text: string) => string>> = {
  error: pc.red,
  warning: pc.yellow,
  info: pc.dim,
};

function reasonText({ reason, personas, says }: ReasonGroup): string {
  const { severity, rule, at, help, walk, existing } = reason;
  const shown = walk ? [`    shown by: ${walkText(walk)}`] : [];
  const told = existing ? ' (was so before the change)' : '';
  const message = saidOf(personas, says);
  return [`${COLOUR[severity](rule)}  ${at}`, `    ${message}${told}`, ...shown, `    ${pc.dim(help)}`].join('\n');
}

function unknownText({ what, reason, here }: Unknown): string {
  return `${what}: ${reason}${here.length > 0 ? pc.yellow(` (here: ${here.join(', ')})`) : ''}`;
}
