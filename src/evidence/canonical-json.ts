import canonicalize from 'canonicalize';

/** RFC 8785. Only for values that are JSON already: it takes `undefined` and functions without a word. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

/** One canonical value per line, each ended by LF. */
export function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${canonicalJson(row)}\n`).join('');
}
