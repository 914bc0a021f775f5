import { validateValue } from '../action/validators.ts';
import type { Submit } from '../input.ts';
import type { Page, PageField } from '../page.ts';
import type { Realm } from '../realm.ts';

/** What a person might type; the first that passes every check of the attribute is taken. */
const CANDIDATES: readonly string[] = [
  'Filled',
  'filled',
  'someone@example.test',
  'ab',
  'A',
  '7',
  '4711',
  '+491234567890',
  '2000-01-01',
  'https://example.test/',
  'something rather long',
];

/**
 * The form again, with every value that was refused replaced by one that is accepted; the others stay. `undefined` when no
 * such value is known, or nothing was refused at a field.
 */
export function correctedProfile(realm: Realm, { fields, messages }: Page): Submit | undefined {
  const refused = new Set(
    messages.flatMap(({ type, field }) => (type === 'error' && field !== undefined ? [field] : [])),
  );
  const typed = fields
    .filter(({ read_only }) => !read_only)
    .map((field) => [field.name, refused.has(field.name) ? acceptable(realm, field) : field.values] as const);
  const profile: Record<string, string | readonly string[]> = {};
  for (const [name, value] of typed) {
    if (value === undefined) return undefined;
    profile[name] = value;
  }
  return typed.length > 0 && refused.size > 0 ? { kind: 'submit', profile } : undefined;
}

function acceptable(realm: Realm, { name, options }: PageField): string | undefined {
  const checks = [...(realm.profile.find((attribute) => attribute.name === name)?.validations ?? [])];
  const isAccepted = (value: string) => checks.every(([id, limits]) => !validateValue(id, value, limits));
  const isAddress = (value: string) => name !== 'email' || validateValue('email', value, {}) === undefined;
  return [...options, ...CANDIDATES].find((value) => isAccepted(value) && isAddress(value));
}
