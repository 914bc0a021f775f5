import { z } from 'zod';
import { type LiveTarget, type ReadOnlyAdmin, readOnlyAdmin } from './read-only-admin.ts';
import { readSingly } from './read-singly.ts';
import { type LiveWanted, noRealm, type Unread } from './reading.ts';

/** A running realm as a document, without users and secrets. `unread`: what this token may not see. */
export interface LiveRealm {
  readonly document: Readonly<Record<string, unknown>>;
  readonly way: 'partial-export' | 'single-gets';
  readonly version?: string;
  readonly unread: readonly Unread[];
}

const serverInfo = z.object({ systemInfo: z.object({ version: z.string() }) });
const realmDocument = z.looseObject({ realm: z.string() });

/**
 * Reads a running realm and changes nothing: a partial export where the token may, single reads otherwise. Throws
 * `provider-unreachable` or `keycloak-failed` with the permission that is missing.
 */
export async function readLiveRealm(target: LiveTarget, wanted: LiveWanted): Promise<LiveRealm> {
  const admin = readOnlyAdmin(target);
  const answer = await admin.partialExport(wanted.realm);
  if (answer === null) throw noRealm(wanted.realm);
  const exported = realmDocument.safeParse(answer);
  const read = exported.success
    ? { document: exported.data, way: 'partial-export' as const, unread: [] }
    : { ...(await readSingly(admin, wanted)), way: 'single-gets' as const };
  const version = await versionOf(admin);
  const exporter = read.document['keycloakVersion'];
  const known = version ?? (typeof exporter === 'string' ? exporter : undefined);
  return { ...read, document: withoutSecrets(read.document, wanted), ...(known !== undefined && { version: known }) };
}

async function versionOf(admin: ReadOnlyAdmin): Promise<string | undefined> {
  const info = serverInfo.safeParse(await admin.get('/serverinfo'));
  return info.success ? info.data.systemInfo.version : undefined;
}

const SECRET_KEYS = new Set([
  'secret',
  'clientSecret',
  'secretData',
  'privateKey',
  'bindCredential',
  'registrationAccessToken',
]);
const UNWANTED = new Set(['users', 'smtpServer', 'federatedUsers']);

/** Users and secrets are dropped where they come in; of the mail server only that there is one. */
function withoutSecrets(document: Readonly<Record<string, unknown>>, { realm }: LiveWanted) {
  const mail = document['smtpServer'];
  const hasMail = typeof mail === 'object' && mail !== null && Object.keys(mail).length > 0;
  const kept = Object.entries(document).filter(([key]) => !UNWANTED.has(key));
  return {
    ...(plain(Object.fromEntries(kept)) as Record<string, unknown>),
    realm,
    ...(hasMail && { smtpServer: { host: 'set' } }),
  };
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !SECRET_KEYS.has(key));
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member)]));
}
