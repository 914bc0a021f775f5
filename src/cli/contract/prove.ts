import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkContent } from '../../run/check-content.ts';
import type { ContractFile } from '../../run/content.ts';
import { contractRealms } from '../../run/contract-realms.ts';
import { openContract } from '../../run/contract-text.ts';
import { lockPacket } from '../../run/proof-lock.ts';
import { type ProofRequest, writeProofRequest } from '../../run/proof-request.ts';
import { refuseUserStorage } from '../../run/refuse-user-storage.ts';
import { findSystemBrowser } from '../../setup/browser.ts';
import { ensureBrowser } from '../../setup/install-browser.ts';
import { projectOptions } from '../content.ts';
import { playwright } from '../playwright.ts';
import { toStderr } from '../print.ts';
import { journeysFor } from './journeys-for.ts';
import { namedServer } from './named-server.ts';
import { reportProof } from './report-proof.ts';

interface ProveOptions {
  readonly provider: 'embedded' | 'keycloak';
  readonly url?: string;
  readonly out: string;
  readonly workers: number;
  readonly contracts: string;
  readonly json?: boolean;
}

export function addProve(group: Command): void {
  group
    .command('prove')
    .description(
      'drives every persona in a browser, on a disposable Keycloak with the change applied, and takes the change back',
    )
    .argument('<contract>', 'id of a contract, or path of its file')
    .addOption(new Option('--provider <name>', 'who answers').choices(['keycloak', 'embedded']).default('keycloak'))
    .option(
      '--url <url>',
      'a running Keycloak instead of one started for the proof; administrator: FLOWPROOF_ADMIN_USERNAME, FLOWPROOF_ADMIN_PASSWORD',
    )
    .option('--out <folder>', 'where the packet goes', 'uat-packet')
    .option('--workers <number>', 'browsers at a time', workers, 2)
    .option('--contracts <folder>', 'where the id is looked for', 'flows/contracts')
    .option('--json', 'the outcome as JSON, and nothing else on standard output')
    .addHelpText('after', EXIT_CODES)
    .action(async (named: string, options: ProveOptions) => {
      process.exitCode = await prove(openContract(named, options.contracts), options);
    });
}

const EXIT_CODES = `
Exit codes: 0 proved, or rehearsed where that was asked for; 1 contradicted, stopped, not rolled back or incomplete, as the
packet says; 2 unusable input, before anything was imported. With --provider embedded it is a rehearsal, which is never
taken for a proof that a contract demands on a real server.`;

async function prove(contract: ContractFile, options: ProveOptions): Promise<number> {
  const packet = resolve(options.out);
  const { provider, json } = options;
  const project = { ...projectOptions(), contracts: resolve(contract.file), packet, matrix: '', matrix_named: false };
  await checkContent(project);
  if (provider === 'keycloak') refuseUserStorage(contractRealms(contract), contract);
  const server = await namedServer(options, contract);
  const release = await lockPacket(packet);
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-proof-'));
  try {
    // Which browser it is the run finds out itself; here it only has to be certain that there is one.
    if (!findSystemBrowser()) ensureBrowser(toStderr);
    const request: ProofRequest = {
      ...{ folder, packet, provider, workers: options.workers, id: contract.contract.id },
      contract: project.contracts,
      journeys: journeysFor(contract),
    };
    const said = { FLOWPROOF_PROVIDER: provider, FLOWPROOF_PACKET: packet };
    const env = { ...server, ...said, ...writeProofRequest(request) };
    const code = await playwright(PLAYWRIGHT, ['test', '-c', CONFIG], { env, quiet: json === true });
    return reportProof(request, { code, contract, json: json === true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await release();
  }
}

/** The Playwright that this package's own tests import: a second copy of it refuses to run them. */
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');
const CONFIG = fileURLToPath(new URL('../../proof.config.js', import.meta.url));

function workers(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a number from 1 to 99');
}
