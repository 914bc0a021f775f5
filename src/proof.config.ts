import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineFlowConfig } from './config.ts';
import { readProofRequest } from './run/proof-request.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const beside = (name: string): string => join(HERE, name + (import.meta.url.endsWith('.ts') ? '.ts' : '.js'));

const request = readProofRequest(process.env);

/** How Playwright plays the proof of one contract; `flowproof contract prove` says which. */
export default defineFlowConfig({
  testDir: HERE,
  testMatch: beside('proof.spec'),
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  use: { viewport: { width: 1280, height: 720 } },
  globalSetup: beside('run/proof-setup'),
  globalTeardown: beside('run/proof-teardown'),
  ...(request && {
    workers: request.workers,
    outputDir: join(request.folder, 'results'),
    flowproof: {
      contracts: request.contract,
      journeys: request.journeys,
      packet: request.packet,
      provider: request.provider,
    },
  }),
});
