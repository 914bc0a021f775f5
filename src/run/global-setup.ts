import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { running } from '../provider/keycloak/background-server.ts';
import { startKeycloak } from '../provider/keycloak/server.ts';
import { forgetConnection, givenConnection, writeConnection } from '../provider/keycloak-connection.ts';
import { checkContent, checkJourneys } from './check-content.ts';
import { keycloakVersion, readContracts } from './content.ts';
import { type FlowproofOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { RUN_FOLDER, runKey } from './run-environment.ts';

type Teardown = () => Promise<void>;

/** Playwright's global setup: the run's private folder, and the disposable server where one is asked for. */
export default async function globalSetup(config: FullConfig): Promise<Teardown> {
  const { env } = process;
  runKey(env);
  for (const options of distinctOptions(config)) {
    await checkContent(options);
    await checkJourneys(options);
  }
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-'));
  env[RUN_FOLDER] = folder;
  const served = distinctOptions(config).find(({ provider }) => provider === 'keycloak');
  const stopServer = served ? await startServer(served.contracts) : undefined;
  return async () => {
    await stopServer?.();
    rmSync(folder, { recursive: true, force: true });
  };
}

function distinctOptions({ projects, configFile }: FullConfig): ResolvedOptions[] {
  // Options of other plugins are unknown to Playwright's types; ours are validated when they are resolved.
  const uses = projects.map(({ use }) => (use as { flowproof?: FlowproofOptions }).flowproof ?? {});
  const resolved = uses.map((options) => resolveOptions(options, configFile, process.env));
  return [...new Map(resolved.map((options) => [JSON.stringify(options), options])).values()];
}

async function startServer(contracts: string): Promise<Teardown> {
  const log = (line: string): void => void process.stderr.write(`keycloak: ${line}\n`);
  const given = givenConnection(process.env);
  if (given) {
    log(`Keycloak ${given.version} was named, at ${given.baseUrl}`);
    return async () => forgetConnection(process.env);
  }
  const background = await running(process.env);
  const server = background ?? (await startKeycloak({ version: keycloakVersion(readContracts(contracts)), log }));
  const { baseUrl, version, admin } = server;
  log(`Keycloak ${version} ${background ? 'runs already' : 'is ready'} at ${baseUrl}`);
  writeConnection(process.env, {
    baseUrl,
    version,
    username: admin.username,
    password: admin.password(),
    origin: background ? 'background' : 'started',
  });
  return async () => {
    forgetConnection(process.env);
    if (background) return;
    await server.stop();
    log('stopped, nothing of it is left');
  };
}
