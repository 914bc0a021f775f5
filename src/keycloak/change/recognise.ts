import { type Fault, located, pathText } from '../../document/fault.ts';
import { didYouMean } from '../../document/nearest.ts';
import { schemaFaults } from '../../document/schema-faults.ts';
import { Problem, type ProblemDetails } from '../../problem.ts';
import type { AdminOperation, OperationOptions, OperationRow, Refusal } from './operation.ts';
import { OPERATIONS, type OperationName } from './operations.ts';
import type { RealmDraft } from './realm-draft.ts';

/** An operation of the table with its names and its body, which its own row has checked. */
export interface Recognised {
  /** Method and path. */
  readonly text: string;
  readonly name: OperationName;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly apply: (draft: RealmDraft) => void;
  readonly undo: (before: RealmDraft, after: RealmDraft) => readonly AdminOperation[] | undefined;
  readonly refused: (refusal: Refusal) => Problem;
}

/** Finds the rows of the operations. Everything unknown or wrong about them comes in one located `Problem`. */
export function recognise(operations: readonly AdminOperation[], options: OperationOptions): readonly Recognised[] {
  const rows = operations.map((operation, index) => recogniseOne(operation, index, options));
  const [first, ...rest] = rows.flatMap((row) => ('problems' in row ? row.problems : []));
  if (first) throw new Problem(first, ...rest);
  return rows.filter((row) => 'apply' in row);
}

interface Unrecognised {
  readonly problems: readonly ProblemDetails[];
}

function recogniseOne(
  operation: AdminOperation,
  index: number,
  { file, place = (path) => ({ ...(file !== undefined && { file }), path: pathText(path) }) }: OperationOptions,
): Recognised | Unrecognised {
  const details = (fault: Fault, code: ProblemDetails['code']) =>
    located({ ...fault, path: [index, ...fault.path] }, code, place);
  const found = ROWS.flatMap(([name, row]) => {
    const params = row.method === operation.method ? paramsOf(row.path, operation.path) : undefined;
    return params ? [{ name, row, params }] : [];
  })[0];
  if (!found) return { problems: [details(unsupported(operation), 'contract-invalid')] };
  const { name, row, params } = found;
  const faults = schemaFaults(row.body, operation.body).map((fault) => details(below(fault), 'contract-invalid'));
  if (faults.length > 0) return { problems: faults };
  const refused = (refusal: Refusal) => new Problem(details(inapplicable(refusal), 'change-inapplicable'));
  const body = row.body.parse(operation.body);
  const call = { params, body, refused };
  return {
    ...{ text: `${operation.method} ${operation.path}`, name, params, body, refused },
    apply: (draft) => row.apply(draft, call),
    undo: (before, after) => row.undo({ before, after }, call),
  };
}

const below = (fault: Fault): Fault => ({ ...fault, path: ['body', ...fault.path] });

function inapplicable({ path = [], what, ...rest }: Refusal): Fault {
  return { path, what: `the change does not apply: ${what}`, ...rest };
}

/** Rows by the shape they share; what a row takes for its own is what its path and its schema let through. */
const ROWS: readonly (readonly [OperationName, OperationRow])[] = Object.entries(OPERATIONS) as never;

function unsupported({ method, path }: AdminOperation): Fault {
  const known = ROWS.map(([, row]) => `${row.method} ${row.path}`);
  return {
    path: ['path'],
    what: `the operation ${method} ${path} is not supported in a change`,
    expected: known.join(', '),
    next: didYouMean(`${method} ${path}`, known, 'Say it by one of these, or name a whole realm export as target.'),
  };
}

/** The names that a path has where its pattern has braces. A path may be written plainly or encoded. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const expression = new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  const found = expression.exec(path.length > 1 ? path.replace(/\/$/, '') : path);
  return found ? Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? '')])) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
