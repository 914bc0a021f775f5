/** `26.4.7` as comparable numbers; suffixes such as `.Final` or `-SNAPSHOT` do not count. */
function versionNumbers(text: string): readonly number[] {
  return text
    .split(/[.-]/)
    .slice(0, 3)
    .map((part) => Number.parseInt(part, 10) || 0);
}

/** Whether `text` names a version before `limit`. */
export function isBefore(text: string, limit: string): boolean {
  const [left, right] = [versionNumbers(text), versionNumbers(limit)];
  const difference = right.map((part, index) => (left[index] ?? 0) - part).find((part) => part !== 0);
  return (difference ?? 0) < 0;
}
