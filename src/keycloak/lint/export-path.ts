import { type DocumentNode, elements, flag, integer, isAbsent, member, text } from '../read/document-node.ts';
import type { Execution } from '../realm.ts';

/** Path of a flow in the export, by its alias. */
export function flowPath(alias: string): string {
  return `authenticationFlows[alias=${alias}]`;
}

export function userPath(username: string): string {
  return `users[username=${username}]`;
}

export function clientPath(client_id: string): string {
  return `clients[clientId=${client_id}]`;
}

/** Path of a row in the export: its flow by alias, the row by its index in the document. Rows that the import adds have none. */
export function rowPath(root: DocumentNode, { id, parent }: Execution): string {
  const index = rowIndexes(root, parent).get(id);
  return index === undefined
    ? `${flowPath(parent)} (${id.slice(parent.length + 1)}, not in the document)`
    : `${flowPath(parent)}.authenticationExecutions[${index}]`;
}

/** Indexes in the document by row id: rows get their ids in order of priority. */
function rowIndexes(root: DocumentNode, alias: string): Map<string, number> {
  const flow = elements(member(root, 'authenticationFlows')).findLast((node) => text(member(node, 'alias')) === alias);
  const rows = flow ? elements(member(flow, 'authenticationExecutions')) : [];
  const order = rows.map((row, index) => ({ row, index, priority: integer(member(row, 'priority'), 0) }));
  const indexes = new Map<string, number>();
  for (const { row, index } of order.toSorted((left, right) => left.priority - right.priority))
    indexes.set(freeId(indexes, `${alias}/${nameOf(row)}`), index);
  return indexes;
}

function nameOf(row: DocumentNode): string {
  const isFlow = flag(member(row, 'authenticatorFlow'), flag(member(row, 'autheticatorFlow'), false));
  const subflow = isFlow ? text(member(row, 'flowAlias')) : undefined;
  return subflow ?? text(member(row, 'authenticator')) ?? '(nothing)';
}

function freeId(taken: ReadonlyMap<string, number>, name: string): string {
  let count = 1;
  while (taken.has(count === 1 ? name : `${name}~${count}`)) count += 1;
  return count === 1 ? name : `${name}~${count}`;
}

/** The elements of a list that holds none when the member is absent, each with its `key`. */
export function keyed(list: DocumentNode, key: string): (readonly [string, DocumentNode])[] {
  return isAbsent(list) ? [] : elements(list).map((node) => [text(member(node, key)) ?? '', node]);
}
