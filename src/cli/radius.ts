import { type Command, Option } from 'commander';
import { stateOf } from '../contract/screens.ts';
import { type OpenExport, openExport } from '../exports/open-export.ts';
import { isRedirectAllowed } from '../keycloak/gate/redirect-uri.ts';
import { type RadiusClass, radius } from '../keycloak/radius/radius.ts';
import { radiusText } from '../keycloak/radius/radius-text.ts';
import { type RealmSide, readSide, readSideRealm } from '../keycloak/radius/realm-side.ts';
import type { Client, Realm } from '../keycloak/realm.ts';
import type { Request } from '../keycloak/request.ts';
import { KNOWN_VERSIONS } from '../keycloak/version.ts';
import { Problem } from '../problem.ts';
import { toStderr, toStdout } from './print.ts';
import { clientNamed, collectParam, defaultRedirect, requestOf } from './realm-input.ts';

interface RadiusOptions {
  readonly before: string;
  readonly after: string;
  readonly client: string;
  readonly param?: Request;
  readonly redirectUri?: string;
  readonly version?: string;
  readonly json?: boolean;
}

/** Exit code 1 when somebody is locked out or loses a second factor. */
export function addRadius(program: Command): void {
  program
    .command('radius')
    .description('who is affected by a change between two realm exports, in classes of users that behave alike')
    .requiredOption('--before <export>', 'a realm export: a file, or the folder of "kc.sh export --dir"')
    .requiredOption('--after <export>', 'the same realm as it will be')
    .requiredOption('--client <id>', 'the application people log in to')
    .addOption(
      new Option('--param <name=value>', 'a parameter of the request; may be repeated').argParser(collectParam),
    )
    .option('--redirect-uri <uri>', 'where the client is answered (default: its first address on both sides)')
    .option('--version <version>', 'Keycloak version of both sides (default: the one that wrote each export)')
    .option('--json', 'everything as JSON, and nothing else on standard output')
    .action((options: RadiusOptions) => report(options, compare(options)));
}

interface Opened {
  readonly source: OpenExport;
  readonly realm: Realm;
  readonly client: Client;
}

interface Compared {
  readonly before: Opened;
  readonly after: Opened;
  readonly request: Request;
  readonly users: { readonly before: number; readonly after: number };
  readonly classes: readonly RadiusClass[];
}

function compare(options: RadiusOptions): Compared {
  const [before, after] = [open(options.before, options), open(options.after, options)];
  checkSameRealm(before, after);
  const request = requestFor(before.client, after.client, options);
  const question = { client_id: options.client, request, now: Math.floor(Date.now() / 1000) };
  const read = ({ source, realm, client }: Opened): RealmSide => readSide(source, realm, { client, question });
  const sides = { before: read(before), after: read(after) };
  const users = { before: sides.before.digest.size, after: sides.after.digest.size };
  return { before, after, request, users, classes: radius({ ...sides, question, stateOf }) };
}

function open(path: string, { version, client }: RadiusOptions): Opened {
  const source = openExport(path);
  const realm = readSideRealm(source, version ?? versionOf(source));
  return { source, realm, client: clientNamed(realm, client) };
}

/** The version that wrote the export; of one that does not say, the newest known one. */
function versionOf({ document }: OpenExport): string {
  const { keycloakVersion } = document;
  return typeof keycloakVersion === 'string' ? keycloakVersion : (KNOWN_VERSIONS.at(-1) ?? '');
}

function checkSameRealm(before: Opened, after: Opened): void {
  if (before.realm.name === after.realm.name) return;
  throw new Problem({
    code: 'realm-invalid',
    what: `this is realm "${after.realm.name}", but before the change it is "${before.realm.name}"`,
    at: { file: after.source.file, path: 'realm' },
    expected: 'two exports of one realm',
    next: 'name two exports of the same realm',
  });
}

/** One request for both sides. */
function requestFor(before: Client, after: Client, { param = {}, redirectUri }: RadiusOptions): Request {
  if (Object.hasOwn(param, 'login_hint'))
    throw new Problem({
      code: 'bad-option',
      what: 'a login_hint names one user, but this is about all of them',
      expected: 'parameters that are the same for everybody',
      next: 'leave it out, or use "flowproof predict" for one user',
    });
  const named = Object.hasOwn(param, 'redirect_uri') ? '' : redirectUri;
  const asks = after.attributes['pkce.code.challenge.method'] ? after : before;
  return requestOf(asks, named ?? sharedRedirect(before, after), param);
}

/** Where the application is answered on both sides, if there is such a place: else its old one, which the change takes away. */
function sharedRedirect(before: Client, after: Client): string {
  const old = defaultRedirect(before);
  if (after.redirect_uris.length === 0 || isRedirectAllowed(after, old)) return old;
  const next = defaultRedirect(after);
  return isRedirectAllowed(before, next) ? next : old;
}

function report({ json }: RadiusOptions, { before, after, request, users, classes }: Compared): void {
  const side = ({ source, realm }: Opened, count: number) => ({
    file: source.file,
    version: realm.version.text,
    users: count,
    left_out: source.left_out,
  });
  const sides = { before: side(before, users.before), after: side(after, users.after) };
  const { name } = before.realm;
  if (json) toStdout(JSON.stringify({ realm: name, ...sides, request, classes }, null, 2));
  else {
    for (const file of [...before.source.left_out, ...after.source.left_out])
      toStderr(`left out: ${file} (users of another store: an export has only parts of them)`);
    const counts = `${sides.before.users} users before, ${sides.after.users} after`;
    toStdout(`realm ${name}, client ${before.client.client_id}: ${counts}`);
    for (const line of radiusText(classes)) toStdout(line);
  }
  if (classes.some(({ change }) => WORST.has(change))) process.exitCode = 1;
}

const WORST: ReadonlySet<RadiusClass['change']> = new Set(['locked_out', 'loses_second_factor']);
