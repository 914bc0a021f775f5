import type { Command } from 'commander';
import { down, status, up } from '../provider/keycloak/background-server.ts';
import { toStderr, toStdout } from './print.ts';

interface UpOptions {
  readonly version?: string;
  readonly port?: string;
}

/** `keycloak up` leaves a server running across runs; a run finds it and starts none of its own. */
export function addKeycloak(program: Command): void {
  const keycloak = program.command('keycloak').description('a disposable Keycloak on this machine, loopback only');
  keycloak
    .command('up')
    .description('starts it, or finds the one that runs (KEYCLOAK_HOME, else cache, else Maven, else Docker)')
    .option('--version <version>', 'Keycloak version, such as 26.7.3')
    .option('--port <port>', 'port to listen on; a free one unless given')
    .action(async ({ version, port }: UpOptions) => {
      const server = await up({ log: toStderr, version, port: port === undefined ? undefined : Number(port) });
      toStdout(`Keycloak ${server.version} at ${server.baseUrl}`);
    });
  keycloak
    .command('down')
    .description('stops it and removes what it left')
    .action(async () => void (await down({ log: toStdout })));
  keycloak
    .command('status')
    .description('says whether it runs')
    .option('--json', 'as JSON, and nothing else on standard output')
    .action(async ({ json }: { json?: boolean }) => {
      const found = await status({ log: json ? toStderr : toStdout });
      if (json) toStdout(JSON.stringify(found, null, 2));
    });
}
