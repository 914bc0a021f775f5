import { z } from 'zod';
import { type Accepted, acceptedAt } from './accepted.ts';
import type { DocumentPath, Fault } from './fault.ts';
import { didYouMean } from './nearest.ts';

type Issue = z.core.$ZodIssue;

/** Holds a value against a schema: every disagreement with what was found, what is accepted, and the nearest known word. */
export function schemaFaults(schema: z.ZodType, value: unknown): Fault[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const accepted = z.toJSONSchema(schema, { io: 'input' });
  return result.error.issues
    .flatMap((issue) => plainIssues(issue, value))
    .flatMap((issue) => faultsOf(issue, value, (path) => acceptedAt(accepted, path)));
}

/** Replaces the issue of a union by those of the alternative that was probably meant. */
function plainIssues(issue: Issue, value: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b))[0];
  if (!meant || strangeness(meant) >= WRONG_KIND) return [{ ...issue, errors: [] }];
  return meant.flatMap((inner) => plainIssues({ ...inner, path: [...issue.path, ...inner.path] }, value));
}

const WRONG_KIND = 1000;
const UNKNOWN_KEY = 10;

function strangeness(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + weight(issue), 0);
}

function weight(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return UNKNOWN_KEY * issue.keys.length;
  return issue.path.length === 0 && issue.code === 'invalid_type' ? WRONG_KIND : 1;
}

function faultsOf(issue: Issue, value: unknown, acceptedOf: (path: DocumentPath) => Accepted): Fault[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const accepted = acceptedOf(path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, accepted));
  const found = valueAt(value, path);
  const expected = issue.message.startsWith('expected ') ? issue.message.slice('expected '.length) : accepted.text;
  return [found === undefined ? missing(path, expected) : unfit(path, found, { ...accepted, text: expected })];
}

function unknownKey(path: DocumentPath, key: string, { keys }: Accepted): Fault {
  const next = didYouMean(key, keys, 'Remove the key.');
  return {
    path: [...path, key],
    on: 'key',
    what: `unknown key ${JSON.stringify(key)}`,
    expected: keys.join(', '),
    next,
  };
}

function missing(path: DocumentPath, expected: string): Fault {
  const name = String(path.at(-1) ?? 'the document');
  return { path, missing: true, what: `${name} is missing`, expected, next: `Add ${name}.` };
}

function unfit(path: DocumentPath, found: unknown, { text, values }: Accepted): Fault {
  const next = didYouMean(String(found), values, 'Replace the value.');
  const isEmpty = EMPTY.has(JSON.stringify(found));
  return { path, ...(isEmpty && { missing: true }), what: `found ${foundText(found)}`, expected: text, next };
}

const EMPTY: ReadonlySet<string> = new Set(['null', '[]', '{}', '""']);

const LONGEST = 60;

function foundText(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const shown = JSON.stringify(value);
  const kind = typeof value === 'string' ? '' : `the ${typeof value} `;
  return kind + (shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown);
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((level, key) => entriesOf(level).get(String(key)), value);
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}
