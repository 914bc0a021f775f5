import type { Command } from 'commander';
import { changedText, changeText } from '../../contract/drift/drift-text.ts';
import { Problem } from '../../problem.ts';
import type { LiveAccess } from '../../provider/keycloak/live-realm/read-only-admin.ts';
import { openContract } from '../../run/contract-text.ts';
import { type LiveDrift, liveDrift } from '../../run/live-drift.ts';
import { projectOptions } from '../content.ts';
import { toStderr, toStdout } from '../print.ts';
import { againstOption, type Side } from './against-option.ts';

interface DriftOptions {
  readonly url: string;
  readonly realm?: string;
  readonly against?: Side;
  readonly json?: boolean;
}

const TOKEN = 'FLOWPROOF_KEYCLOAK_TOKEN';
const USERNAME = 'FLOWPROOF_ADMIN_USERNAME';
const PASSWORD = 'FLOWPROOF_ADMIN_PASSWORD';

export function addDrift(group: Command): void {
  group
    .command('drift')
    .description("what of a running realm is not as in the contract's, and whose sign-in that changes; only reads")
    .argument('<contract>', 'the contract: its file, or its id')
    .requiredOption('--url <url>', 'base address of the server')
    .option('--realm <name>', "name of the realm there (default: that of the contract's realm)")
    .addOption(againstOption())
    .option('--json', 'as JSON, and nothing else on standard output')
    .addHelpText('after', HELP)
    .action(async (contract: string, { url, realm, against, json }: DriftOptions) => {
      const source = openContract(contract, projectOptions().contracts);
      const server = {
        baseUrl: baseOf(url),
        access: accessFrom(process.env),
        ...(realm && { realm }),
        ...(against && { against }),
      };
      const drift = await liveDrift(source, server);
      toStderr(`read from ${drift.server}, realm ${drift.realm}, by ${WAYS[drift.way]}`);
      toStdout(json ? JSON.stringify(drift, null, 2) : driftText(drift).join('\n'));
      if (hasDrifted(drift)) process.exitCode = 1;
    });
}

const HELP = `
The token is read from ${TOKEN}, else an administrator from ${USERNAME} and ${PASSWORD}. It needs view-realm,
view-clients, view-users and view-identity-providers, or manage-realm for one partial export; and view-system for the
version of the server, which only roles of the master realm include. Nothing is changed on the server.
Without --against it is told which of the contract's realms the server's is like: whether the change has arrived.
Exit codes: 0 no drift, 1 drift or something that could not be read or predicted, 2 unusable input or server.`;

const WAYS: Readonly<Record<LiveDrift['way'], string>> = {
  'partial-export': 'a partial export',
  'single-gets': 'single reads, for the token may not export',
};

/** A server of another version is drift, even where nobody would notice yet. */
function hasDrifted({ personas, unknown, version }: LiveDrift): boolean {
  return personas.length > 0 || unknown.length > 0 || version.live !== version.contract;
}

const EQUALS: Readonly<Record<NonNullable<LiveDrift['equals']>, string>> = {
  after: 'behaves as the realm after the change: the change has arrived',
  before: 'behaves as the realm before the change: the change has not arrived',
  both: "behaves as the contract's realm",
};

const UNDECIDED = 'shows no difference in what could be read and predicted, which is not all';

function driftText(drift: LiveDrift): string[] {
  const { personas, against, equals, version, unknown, idle, realm } = drift;
  const compared = `differs from the realm ${against} the change for ${personas.length} persona${personas.length === 1 ? '' : 's'}`;
  return [
    `${realm} ${equals ? EQUALS[equals] : personas.length > 0 ? compared : UNDECIDED}`,
    ...(version.live === version.contract
      ? []
      : [`the server is Keycloak ${version.live}, the contract is about ${version.contract}`]),
    ...personas.flatMap((each) => ['', ...changedText(each)]),
    ...unknown.map(({ persona = 'everybody', reason }) => `${persona}: cannot be known: ${reason}`),
    '',
    `${idle.length} other difference${idle.length === 1 ? ' changes' : 's change'} no prediction`,
    ...idle.map((each) => `  ${changeText(each)}`),
  ];
}

function accessFrom(env: NodeJS.ProcessEnv): LiveAccess {
  const [token, username, password] = [env[TOKEN]?.trim(), env[USERNAME], env[PASSWORD]];
  if (token && !/^[\x21-\x7e]+$/.test(token)) throw misuse(`${TOKEN} is no access token`, `set it to the token alone`);
  if (token) return { token: () => token };
  if (username && password) return { username, password: () => password };
  throw misuse('nothing says who may read the realm', `set ${TOKEN}, or ${USERNAME} and ${PASSWORD}`);
}

function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
  if (isPlain) return url.href.replace(/\/+$/, '');
  throw misuse('--url is no address of a server', 'name it as https://host, without credentials or query');
}

function misuse(what: string, next: string): Problem {
  return new Problem({ code: 'bad-option', what, next });
}
