import type { Params } from './operation.ts';

/** A path of the Admin REST API with these names in the braces of its pattern, each encoded: a name may have a slash. */
export function adminPath<Pattern extends string>(pattern: Pattern, names: Params<Pattern>): string {
  const known: Readonly<Record<string, string>> = names;
  return pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name] ?? ''));
}
