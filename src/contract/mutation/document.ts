/** A realm export as plain data. Never changed in place: every change makes a document that shares what it leaves alone. */
export type RealmDocument = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of a list that are texts; none for what is no list. */
export function textsIn(value: unknown): string[] {
  return listIn(value).filter((element) => typeof element === 'string');
}

/** The elements of a list; none for what is no list. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The texts that stand under `key` in the objects of a list, such as the aliases of all flows. */
export function namesIn(list: unknown, key: string): string[] {
  return textsIn(listIn(list).map((element) => (isRecord(element) ? element[key] : undefined)));
}

/** Whether two pieces of plain data say the same. Shared parts are not looked into. */
export function alike(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) return sameList(left, right);
  if (left instanceof Map && right instanceof Map) return sameList([...left], [...right]);
  if (left instanceof Set && right instanceof Set) return sameList([...left], [...right]);
  if (!isRecord(left) || !isRecord(right) || !isPlain(left) || !isPlain(right)) return false;
  const keys = Object.keys(left);
  const others = Object.keys(right);
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(right, key) && alike(left[key], right[key]))
  );
}

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((value, index) => alike(value, right[index]));
}

function isPlain(value: object): boolean {
  return !(value instanceof Map) && !(value instanceof Set);
}
