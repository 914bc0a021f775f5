import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { RealmSource } from './provider.ts';

const realmDocument = z.looseObject({ realm: z.string().min(1) });

/** Reads a realm export. Its users are left out: personas bring their own, with secrets that exist for this run only. */
export function readRealmSource(file: string, version: string): RealmSource {
  const parsed = realmDocument.safeParse(parseJson(file));
  if (!parsed.success) throw invalid(file, `this is no realm export: ${z.prettifyError(parsed.error)}`);
  const { users: _users, ...document } = parsed.data;
  return realmSource({ ...document, realm: parsed.data.realm }, version);
}

/** A realm document with its digest. Hexadecimal SHA-256 over its canonical form (RFC 8785). */
export function realmSource(document: RealmSource['document'], version: string): RealmSource {
  const sha256 = createHash('sha256')
    .update(canonicalize(document) ?? '')
    .digest('hex');
  return { document, version, sha256 };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalid(file, error instanceof SyntaxError ? 'this is not JSON' : 'this file cannot be read');
  }
}

function invalid(file: string, what: string): Problem {
  return new Problem({
    code: 'realm-invalid',
    what,
    at: { file },
    expected: 'a realm as Keycloak\'s export writes it: a JSON object with a "realm" name',
    next: 'export the realm again, or correct provider_state.realm of the contract',
  });
}
