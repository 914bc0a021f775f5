/** Texts with some of them replaced; the value `none` takes one away. */
export function merged(
  texts: Readonly<Record<string, string | null | undefined>> | null | undefined,
  changed: Readonly<Record<string, string | null>>,
  none: string | null,
): Record<string, string | null | undefined> {
  return Object.fromEntries(Object.entries({ ...texts, ...changed }).filter(([, value]) => value !== none));
}

/** What those texts were; `none` where they were not. */
export function previous(
  texts: Readonly<Record<string, string | null | undefined>> | null | undefined,
  keys: readonly string[],
  none: string | null,
): Record<string, string | null> {
  return Object.fromEntries(keys.map((key) => [key, texts?.[key] ?? none]));
}
