import type { PersonaRows } from '../../contract/review/persona-rows.ts';
import { type ReasonGroup, reasonGroups } from '../../contract/review/reason-groups.ts';
import type { Review, ReviewVerdict } from '../../contract/review/review.ts';
import { walkText } from '../../contract/walk.ts';
import { namesText, personaGroups, saidOf, whyText } from './review-text.ts';

const VERDICTS: Readonly<Record<ReviewVerdict, string>> = { approve: 'Approve', request_changes: 'Request changes' };

/** A review to be pasted into a pull request. */
export function reviewMarkdown(review: Review): string {
  const { verdict, contract, title, file, reasons, notes, accepted, personas, cannot_know, next } = review;
  return [
    `## ${VERDICTS[verdict]}: ${escaped([contract || file, title].filter(Boolean).join(', '))}`,
    escaped(whyText(review)),
    ...list('Reasons', reasonGroups(reasons).map(reasonItem)),
    ...(personas.length > 0 ? [table(personas)] : []),
    ...list('Was so before the change', reasonGroups(notes).map(reasonItem)),
    ...list(
      'Accepted',
      accepted.map(
        ({ finding, owner, reason }) => `- \`${finding.rule}\` \`${finding.at}\`: ${escaped(`${owner}: ${reason}`)}`,
      ),
    ),
    ...list(
      'Cannot be known',
      cannot_know.map(({ what, reason, here }) => `- ${escaped([`${what}: ${reason}`, ...here].join(', '))}`),
    ),
    `**Next:** ${escaped(next)}`,
  ].join('\n\n');
}

function list(title: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`### ${title}`, items.join('\n')] : [];
}

function reasonItem({ reason: { rule, at, help, walk }, personas, says }: ReasonGroup): string {
  const message = saidOf(personas, says);
  const shown = walk ? `\n  Shown by: \`${walkText(walk)}\`` : '';
  return `- [ ] **${rule}** \`${at}\`: ${escaped(message)}${shown}\n  ${escaped(help)}`;
}

function table(personas: readonly PersonaRows[]): string {
  const rows = personaGroups(personas).map(({ rows: { promised, before, after, first_difference }, ids }) =>
    [first_difference < 0 ? '✓' : '✗', namesText(ids), ...[promised, before, after].map((row) => row.join(' → '))].map(
      escaped,
    ),
  );
  const lines = [['', 'Persona', 'Promised', 'Predicted before', 'Predicted after'], Array(5).fill('---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Nothing in a name or a message of a realm is read as Markdown or HTML. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
