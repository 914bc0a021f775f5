import pc from 'picocolors';
import type { Decision, Verdict } from '../keycloak/explain/decision.ts';
import type { Explanation } from '../keycloak/explain/explain.ts';
import { headText, type PredictionHead } from './predicted-text.ts';

/** A mark and a word for each verdict: nothing is told by colour or by a mark alone. */
const VERDICTS: Readonly<Record<Verdict, readonly [mark: string, word: string, paint: (text: string) => string]>> = {
  asked: ['▶', 'asked now', (text) => pc.bold(pc.cyan(text))],
  inside: ['▾', 'in here', pc.cyan],
  done: ['✓', 'done', pc.green],
  'set-up': ['+', 'set-up later', pc.yellow],
  'passed-over': ['↷', 'passed over', pc.dim],
  failed: ['✗', 'failed', pc.red],
  left: ['↩', 'left', pc.dim],
  true: ['✓', 'true', pc.green],
  false: ['✗', 'false', pc.yellow],
  'not-evaluated': ['·', 'not evaluated', pc.dim],
  skipped: ['↷', 'skipped', pc.yellow],
  silenced: ['!', 'ignored', pc.yellow],
  disabled: ['-', 'disabled', pc.dim],
  'not-needed': ['·', 'not needed', pc.dim],
  offered: ['○', 'offered', pc.cyan],
  'not-offered': ['·', 'not offered', pc.dim],
  waits: ['·', 'waits', pc.dim],
};

/** The explanation as an indented tree, one line per execution. */
export function explanationText(head: PredictionHead & { readonly username: string }, found: Explanation): string {
  const { flow, actions } = found;
  const tree = flow
    ? [`browser flow ${JSON.stringify(flow.alias)}`, ...lines(flow.rows, 1)]
    : ['no flow ran: the request was refused before'];
  const after = actions.length > 0 ? ['', 'after the flow', ...lines(actions, 1)] : [];
  return [headText(head), '', titleOf(head.username, found), '', ...tree, ...after].join('\n');
}

/** `prompt=none`: what would be asked is told to the application instead. */
const SILENT: ReadonlyMap<string, string> = new Map([
  ['callback-error', ', for the request allows nothing to be asked; below stands what would be'],
]);

function titleOf(username: string, { trace, page }: Explanation): string {
  const shown = trace.pages[page - 1];
  if (!shown) return `${pc.bold(username)} sees no page; the visit ends as ${trace.end}${SILENT.get(trace.end) ?? ''}`;
  const { execution, requirement, rule } = shown.because;
  const reason = [execution, requirement, rule].filter(Boolean).join(', ');
  const text = shown.message === undefined ? '' : ` ${JSON.stringify(shown.message)}`;
  return `${pc.bold(username)} sees page ${page} of ${trace.pages.length}: ${pc.cyan(shown.page)}${text}\n  because: ${reason}`;
}

function lines(rows: readonly Decision[], depth: number): string[] {
  return rows.flatMap((row) => [lineOf(row, depth), ...lines(row.rows, depth + 1)]);
}

function lineOf({ name, requirement, verdict, why }: Decision, depth: number): string {
  const [mark, word, paint] = VERDICTS[verdict];
  const reasons = why.length > 0 ? pc.dim(` (${why.join('; ')})`) : '';
  return `${'  '.repeat(depth)}${paint(`${mark} ${name}`)} ${pc.dim(requirement)}: ${word}${reasons}`;
}
