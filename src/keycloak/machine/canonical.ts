/**
 * Equal text for equal plain data, whatever the order in which members were added. Texts of objects are kept in `known`:
 * states share most of their data, which is never changed.
 */
export function canonical(value: unknown, known: WeakMap<object, string>): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = Array.isArray(value) ? listText(value, known) : recordText(value, known);
  known.set(value, text);
  return text;
}

function listText(values: readonly unknown[], known: WeakMap<object, string>): string {
  return `[${values.map((value) => canonical(value, known)).join()}]`;
}

function recordText(record: object, known: WeakMap<object, string>): string {
  const members = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value, known)}`).join()}}`;
}
