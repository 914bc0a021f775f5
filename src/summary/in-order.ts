/** Sorts by code unit, so that no locale, worker or shard can change the bytes. */
export function inOrder<T>(rows: readonly T[], key: (row: T) => readonly (string | number | undefined)[]): T[] {
  return rows
    .map((row) => ({ row, text: key(row).map(comparable).join('\u0000') }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ row }) => row);
}

function comparable(part: string | number | undefined): string {
  return typeof part === 'number' ? String(part).padStart(9, '0') : (part ?? '\uFFFF');
}

/** The first word of `scale` that is among the values; undefined for no values. */
export function worst<T extends string>(values: readonly T[], scale: readonly T[]): T | undefined {
  return scale.find((value) => values.includes(value));
}
