/**
 * The first of these logs that the variable `DEBUG` switches on, read as the package `debug` does: names apart by white
 * space or commas, `*` for any text, `-` before a name that stays off.
 */
export function firstEnabled(names: string, logs: readonly string[]): string | undefined {
  const given = names.split(/[\s,]+/).filter(Boolean);
  const on = given.filter((name) => !name.startsWith('-')).map(matcherOf);
  const off = given.filter((name) => name.startsWith('-')).map((name) => matcherOf(name.slice(1)));
  return logs.find((log) => on.some((matches) => matches(log)) && !off.some((matches) => matches(log)));
}

function matcherOf(name: string): (log: string) => boolean {
  const source = name
    .split(/\*+/)
    .map((part) => part.replace(/[^\w:]/g, '\\$&'))
    .join('.*');
  const pattern = new RegExp(`^${source}$`);
  return (log) => pattern.test(log);
}
