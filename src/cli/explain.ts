import type { Command } from 'commander';
import { explain } from '../keycloak/explain/explain.ts';
import type { Request } from '../keycloak/request.ts';
import { Problem } from '../problem.ts';
import { explanationText } from './explained-text.ts';
import { toStdout } from './print.ts';
import { clientNamed, collectParam, defaultRedirect, openRealm, personaNamed, requestOf } from './realm-input.ts';

interface ExplainOptions {
  readonly realm: string;
  readonly client: string;
  readonly persona: string;
  readonly param?: Request;
  readonly redirectUri?: string;
  readonly version?: string;
  readonly page?: number;
  readonly json?: boolean;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('says why a user sees a page: what was decided about each execution of the browser flow')
    .requiredOption('--realm <file>', 'realm export, with its users')
    .requiredOption('--client <id>', 'client that asks for the login')
    .requiredOption('--persona <username>', 'user of the realm')
    .option('--param <name=value>', 'parameter of the authorization request; repeatable', collectParam)
    .option('--redirect-uri <uri>', "where the client is answered (default: the client's first concrete one)")
    .option('--version <version>', "server to predict for (default: the export's own, else 26.7.3)")
    .option('--page <number>', 'which page, counted from 1 (default: the last)', pageNumber)
    .option('--json', 'as JSON, and nothing else on standard output')
    .action((options: ExplainOptions) => toStdout(explained(options)));
}

function pageNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Problem({
    code: 'bad-option',
    what: `--page "${text}" is no page`,
    expected: 'a number, the first page being 1',
    next: 'correct it, or leave it out for the last page',
  });
}

function explained({ realm: file, client: id, persona, ...options }: ExplainOptions): string {
  const { realm, chosen } = openRealm(file, options.version);
  const client = clientNamed(realm, id);
  const username = personaNamed(realm, persona);
  const redirect_uri = options.redirectUri ?? defaultRedirect(client);
  const request = requestOf(client, redirect_uri, options.param);
  const visit = { realm, persona: { username }, request, now: Math.floor(Date.now() / 1000) };
  const explanation = explain(visit, options.page) ?? noSuchPage(username, options.page);
  const head = { chosen, realm: realm.name, client_id: client.client_id, redirect_uri };
  if (!options.json) return explanationText({ ...head, username }, explanation);
  const { trace, ...decisions } = explanation;
  const pages = trace.pages.map(({ shown: _details, ...page }) => page);
  const { version, reason: version_reason } = chosen;
  const named = { version, version_reason, realm: realm.name, client_id: client.client_id, redirect_uri, username };
  return JSON.stringify({ ...named, ...decisions, pages, end: trace.end, unsupported: trace.unsupported }, null, 2);
}

function noSuchPage(username: string, page: number | undefined): never {
  throw new Problem({
    code: 'bad-option',
    what: `${username} sees no page ${page}`,
    expected: 'a page that "flowproof predict" lists',
    next: 'name an earlier page with --page, or leave it out for the last one',
  });
}
