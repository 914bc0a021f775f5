import { randomUUID } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A realm document in which every id that a server made is replaced, wherever it is named, by a new one: ids are
 * unique in a whole server, so that a document with ids could be imported there only once.
 */
export function withFreshIds<T>(document: T): T {
  const ids = new Map<string, string>();
  collect(document, ids);
  // The same document but for texts that are ids.
  return replaced(document, ids) as T;
}

function collect(value: unknown, ids: Map<string, string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, ids);
  if (!isRecord(value)) return;
  for (const key of ['id', '_id']) {
    const id = value[key];
    if (typeof id === 'string' && UUID.test(id) && !ids.has(id)) ids.set(id, randomUUID());
  }
  for (const member of Object.values(value)) collect(member, ids);
}

function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => replaced(one, ids));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, ids)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
