/** Keys of the Admin API's JSON whose strings are secrets: CredentialRepresentation, ClientRepresentation, smtpServer. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['value', 'secretData', 'secret', 'password', 'clientSecret']);

/** Every secret string in a request body, at any depth. An error text may quote what was sent. */
export function secretsIn(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' && SECRET_KEYS.has(key) && value ? [value] : secretsIn(value),
  );
}

/** The text with each secret replaced; longest first, so that no rest of one stays behind. */
export function redactedBy(text: string, secrets: readonly string[]): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}
