import type { Command } from 'commander';
import { predict } from '../keycloak/predict.ts';
import type { Request } from '../keycloak/request.ts';
import { Problem } from '../problem.ts';
import { predictBatch } from './predict-batch.ts';
import { type PredictedPersona, predictionText } from './predicted-text.ts';
import { toStdout } from './print.ts';
import {
  type ChosenVersion,
  clientNamed,
  collectParam,
  defaultRedirect,
  everybody,
  openRealm,
  personaNamed,
  requestOf,
} from './realm-input.ts';

interface PredictOptions {
  readonly realm?: string;
  readonly client?: string;
  readonly persona?: string;
  readonly all?: boolean;
  readonly param?: Request;
  readonly redirectUri?: string;
  readonly version?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

export function addPredict(program: Command): void {
  program
    .command('predict')
    .description('says, before anybody logs in, which pages Keycloak will show to whom, and why')
    .option('--realm <file>', 'realm export, with its users')
    .option('--client <id>', 'client that asks for the login')
    .option('--persona <username>', 'one user of the realm (default: --all)')
    .option('--all', 'every user of the realm')
    .option(
      '--param <name=value>',
      'parameter of the authorization request, such as prompt=login; repeatable',
      collectParam,
    )
    .option('--redirect-uri <uri>', "where the client is answered (default: the client's first concrete one)")
    .option('--version <version>', "server to predict for (default: the export's own, else 26.7.3)")
    .option('--batch <file>', 'lines of recorded logins instead, answered one line each; - reads standard input')
    .option('--json', 'as JSON, and nothing else on standard output')
    .addHelpText('after', HELP)
    .action(async (options: PredictOptions) => {
      checkOptions(options);
      if (options.batch === undefined) toStdout(predicted(options));
      else if ((await predictBatch(options.batch)) > 0) process.exitCode = 1;
    });
}

const HELP = `
A line of --batch is a JSON object: id, realm (a file, relative to the batch file), server_version, request, persona
and visits. Its answer is a line with id, visits and unsupported.
Exit codes: 0 answered, 1 some line of a batch could not be answered, 2 unusable input.`;

const ALONE = ['realm', 'client', 'persona', 'all', 'param', 'redirectUri', 'version'] as const;

function checkOptions(options: PredictOptions): void {
  const { batch, realm, client, persona, all } = options;
  if (batch !== undefined && ALONE.some((name) => options[name] !== undefined))
    throw misuse('--batch stands alone: each line says which realm, client and persona', 'leave the other options out');
  if (batch === undefined && (realm === undefined || client === undefined))
    throw misuse('there is nothing to predict', 'name --realm and --client, or --batch');
  if (persona !== undefined && all) throw misuse('--persona and --all contradict each other', 'leave one of them out');
}

function misuse(what: string, next: string): Problem {
  return new Problem({ code: 'bad-option', what, next });
}

function predicted({ realm: file = '', client: id = '', ...options }: PredictOptions): string {
  const { realm, chosen } = openRealm(file, options.version);
  const client = clientNamed(realm, id);
  const redirect_uri = options.redirectUri ?? defaultRedirect(client);
  const request = requestOf(client, redirect_uri, options.param);
  const usernames = options.persona === undefined ? everybody(realm) : [personaNamed(realm, options.persona)];
  const now = Math.floor(Date.now() / 1000);
  const personas = usernames.map((username): PredictedPersona => {
    const { trace } = predict({ realm, persona: { username }, request, now });
    return { username, trace };
  });
  const head = { chosen, realm: realm.name, client_id: client.client_id, redirect_uri };
  return options.json ? predictionJson(head, personas) : predictionText(head, personas);
}

interface Head {
  readonly chosen: ChosenVersion;
  readonly realm: string;
  readonly client_id: string;
  readonly redirect_uri: string;
}

function predictionJson({ chosen, ...head }: Head, personas: readonly PredictedPersona[]): string {
  const rows = personas.map(({ username, trace: { pages, ...trace } }) => ({
    username,
    pages: pages.map(({ shown: _details, ...page }) => page),
    ...trace,
  }));
  return JSON.stringify({ ...head, version: chosen.version, version_reason: chosen.reason, personas: rows }, null, 2);
}
