import { z } from 'zod';
import type { DocumentPath } from '../../document/fault.ts';
import type { Place, Problem } from '../../problem.ts';
import type { RealmDraft } from './realm-draft.ts';

/**
 * One operation of Keycloak's Admin REST API; `path` is relative to `/admin/realms/{realm}`, and names stand where the
 * API wants ids.
 */
export interface AdminOperation {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/**
 * `version`: the server that answers. `file`: named in problems. `place`: where a path below the list of operations
 * (`[2, 'body', 'requirement']`) stands in that file.
 */
export interface OperationOptions {
  readonly version: string;
  readonly file?: string | undefined;
  readonly place?: ((path: DocumentPath, on?: 'key' | 'value') => Place) | undefined;
}

/** Why an operation does not apply; `path` starts at the operation. */
export interface Refusal {
  readonly path?: DocumentPath;
  readonly what: string;
  readonly expected?: string | undefined;
  readonly next: string;
}

/** An operation that was recognised: its names, its body, and how it is refused at its place. */
export interface Call<Path extends string, Body> {
  readonly params: Params<Path>;
  readonly body: Body;
  readonly refused: (refusal: Refusal) => Problem;
}

/** The names in braces of a path. */
export type Params<Path extends string> = Readonly<Record<ParamNames<Path>, string>>;
type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/**
 * A supported operation. `apply` changes the draft or throws; `undo` says which operations take it back, told by the
 * realm before and after it, or `undefined` where none do.
 */
export interface OperationRow<Path extends string = string, Body = unknown> {
  readonly method: AdminOperation['method'];
  readonly path: Path;
  readonly body: z.ZodType<Body>;
  readonly apply: (draft: RealmDraft, call: Call<Path, Body>) => void;
  readonly undo: (
    realms: { readonly before: RealmDraft; readonly after: RealmDraft },
    call: Call<Path, Body>,
  ) => readonly AdminOperation[] | undefined;
}

/** The body of an operation that has none. */
export const NO_BODY = z.never('expected no body').optional();

/** Says the types of a row by its path and its body. */
export function operationRow<Path extends string, Body>(row: OperationRow<Path, Body>): OperationRow<Path, Body> {
  return row;
}
