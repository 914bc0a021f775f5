import { z } from 'zod';
import { Problem } from '../../problem.ts';

/** A JSON document in a text, as exports write it. */
const embedded = z.string().transform(parsedJson).optional();

const credential = z.looseObject({
  type: z.string(),
  value: z.string().optional(),
  secretData: embedded,
  credentialData: embedded,
});

const user = z.looseObject({
  id: z.string().optional(),
  username: z.string(),
  credentials: z.array(credential).optional(),
});

/**
 * A user of a realm export as far as its secrets are concerned; the rest is read by the engine.
 * Source: Keycloak `UserRepresentation`, `CredentialRepresentation`.
 */
export type UserRepresentation = Readonly<Record<string, unknown>> & { readonly username: string };
export type ReadUser = z.output<typeof user>;
export type ReadCredential = z.output<typeof credential>;

/** Checks one user. Throws `realm-invalid` with the path; a value is never quoted, since it may be a secret. */
export function readUser(written: unknown, path: string): ReadUser {
  const read = user.safeParse(written);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Problem({
    code: 'realm-invalid',
    what: `a user that cannot be read: ${issue?.message ?? 'not an object'}`,
    at: { path: [path, ...(issue?.path ?? [])].join('.') },
    expected: 'a user as in a Keycloak realm export',
    next: 'compare this user with one that Keycloak itself has exported',
  });
}

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a JSON text' });
    return z.NEVER;
  }
}
