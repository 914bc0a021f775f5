import { Problem } from '../../problem.ts';
import { adminClient } from '../../provider/keycloak/admin.ts';
import { type Connection, writeConnection } from '../../provider/keycloak-connection.ts';
import type { ContractFile } from '../../run/content.ts';
import { checkServerVersion } from '../../run/proof-lifecycle.ts';

const USERNAME = 'FLOWPROOF_ADMIN_USERNAME';
const PASSWORD = 'FLOWPROOF_ADMIN_PASSWORD';

interface Named {
  readonly url?: string;
  readonly provider: string;
}

/**
 * What tells a run about the server that `--url` names, as environment variables; none without it. Logs in and asks for
 * the version, so that what cannot be proved there is refused before anything is made.
 * @throws Problem `bad-option`, `provider-unreachable`, `keycloak-failed`
 */
export async function namedServer({ url, provider }: Named, contract: ContractFile): Promise<Record<string, string>> {
  if (url === undefined) return {};
  if (provider !== 'keycloak')
    throw bad('--url names a Keycloak, but --provider embedded asks for none', 'leave one of the two out');
  const baseUrl = baseOf(url);
  const [username, password] = [process.env[USERNAME], process.env[PASSWORD]];
  if (!username || !password) throw bad(`no administrator for ${baseUrl}`, `set ${USERNAME} and ${PASSWORD}`);
  const version = await adminClient({ baseUrl, username, password: () => password }).serverVersion();
  const connection: Connection = { baseUrl, version, username, password, origin: 'given' };
  checkServerVersion(connection, contract);
  const env: Record<string, string> = {};
  writeConnection(env, connection);
  return env;
}

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
  if (plain && isPrivate(url)) return url.href.replace(/\/+$/, '');
  if (plain)
    throw bad(
      `--url "${url.origin}" is not encrypted, and the password of the administrator would travel in clear`,
      'name it with https, or name a server on this machine',
    );
  throw bad(
    `--url "${url ? url.origin : text}" is no address of a server`,
    'name it as http(s)://host:port, without credentials or query',
  );
}

/** Encrypted, or never leaving this machine: `localhost` and the names below it are loopback (RFC 6761), as are 127/8 and ::1. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function bad(what: string, next: string): Problem {
  return new Problem({
    code: 'bad-option',
    what,
    expected: 'the address of a running Keycloak and its administrator',
    next,
  });
}
