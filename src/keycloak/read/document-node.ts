import { Problem } from '../../problem.ts';

/** A value of the realm document, the path that leads to it, and the file it stands in. */
export interface DocumentNode {
  readonly value: unknown;
  readonly path: string;
  readonly file: string | undefined;
}

/** What the server would refuse, at its place. */
export function refused(node: DocumentNode, what: string, expected?: string): Problem {
  const at = {
    ...(node.file === undefined ? {} : { file: node.file }),
    path: node.path === '' ? '(document)' : node.path,
  };
  return new Problem({
    code: 'realm-invalid',
    what,
    at,
    ...(expected === undefined ? {} : { expected }),
    next: 'correct the realm document; the server would refuse to import it',
  });
}

/** The member `key`. Only own members count: the document is foreign input. */
export function member(node: DocumentNode, key: string): DocumentNode {
  const owner = plain(node);
  const value = owner !== undefined && Object.hasOwn(owner, key) ? owner[key] : undefined;
  return { value, path: node.path === '' ? key : `${node.path}.${key}`, file: node.file };
}

export function isAbsent(node: DocumentNode): boolean {
  return node.value === undefined || node.value === null;
}

/** A JSON object's members, none for an absent one. */
export function members(node: DocumentNode): (readonly [string, DocumentNode])[] {
  return Object.keys(plain(node) ?? {}).map((key) => [key, member(node, key)]);
}

/** A JSON array's elements, none for an absent one. */
export function elements(node: DocumentNode): DocumentNode[] {
  if (isAbsent(node)) return [];
  if (!Array.isArray(node.value)) throw refused(node, `found ${kindOf(node.value)}`, 'a list');
  return node.value.map((value, index) => ({ value, path: `${node.path}[${index}]`, file: node.file }));
}

/** Text, with the coercions of the server's JSON reader: numbers and booleans become text. */
export function text(node: DocumentNode): string | undefined {
  const { value } = node;
  if (isAbsent(node)) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refused(node, `found ${kindOf(value)}`, 'a text');
}

export function requiredText(node: DocumentNode): string {
  const value = text(node);
  if (value === undefined) throw refused(node, 'missing', 'a text');
  return value;
}

export function texts(node: DocumentNode): string[] {
  return elements(node).map(requiredText);
}

/** A boolean; the texts "true" and "false" count, as they do for the server. */
export function flag(node: DocumentNode, fallback: boolean): boolean {
  const { value } = node;
  if (isAbsent(node)) return fallback;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  if (word === 'true' || word === 'false') return word === 'true';
  if (typeof value === 'number') return value !== 0;
  throw refused(node, `found ${quoted(value)}`, 'true or false');
}

export function integer(node: DocumentNode, fallback: number): number {
  const { value } = node;
  if (isAbsent(node)) return fallback;
  const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return Math.trunc(number);
  throw refused(node, `found ${quoted(value)}`, 'a number');
}

/** An object of texts; entries without a value are left out. */
export function textRecord(node: DocumentNode): Record<string, string> {
  return Object.fromEntries(
    members(node).flatMap(([key, child]) => {
      const value = text(child);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** An object of lists of texts; a lone text is a list of one. */
export function textLists(node: DocumentNode): Record<string, string[]> {
  return Object.fromEntries(
    members(node)
      .filter(([, child]) => !isAbsent(child))
      .map(([key, child]) => [key, Array.isArray(child.value) ? presentTexts(child) : [requiredText(child)]]),
  );
}

function presentTexts(node: DocumentNode): string[] {
  return elements(node)
    .filter((child) => !isAbsent(child))
    .map(requiredText);
}

/** JSON inside a text, as Keycloak stores credential data and the user profile. */
export function parsed(node: DocumentNode): DocumentNode {
  const source = text(node);
  if (source === undefined) return { ...node, value: undefined };
  try {
    return { ...node, value: JSON.parse(source) };
  } catch {
    throw refused(node, 'not JSON', 'a JSON document as a text');
  }
}

function plain(node: DocumentNode): Readonly<Record<string, unknown>> | undefined {
  if (isAbsent(node)) return undefined;
  if (isRecord(node.value)) return node.value;
  throw refused(node, `found ${kindOf(node.value)}`, 'an object');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : kindOf(value);
}
