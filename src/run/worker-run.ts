import { join } from 'node:path';
import { type CodeLedger, openCodeLedger } from '../journey/code-ledger.ts';
import { loginLiterals } from '../keycloak/login-messages.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { portalLiterals } from '../provider/portal/portal-literals.ts';
import { createVault, type Vault } from '../redaction/secret.ts';
import type { Scrub } from '../redaction/text.ts';
import { type Behaviours, createBehaviours } from './behaviours.ts';
import { type ContractFile, findContract, readContracts, readMatrix } from './content.ts';
import { liveScrub } from './live-scrub.ts';
import type { ResolvedOptions } from './options.ts';
import { type ProofWatch, proofWatchOf } from './proof-watch.ts';
import { runFolder, runKey } from './run-environment.ts';
import { openStage, type Stage } from './stage.ts';

/** What one worker process holds for all of its tests. Stages are opened when first asked for. */
export interface WorkerRun {
  readonly options: ResolvedOptions;
  readonly matrix: Matrix | undefined;
  readonly vault: Vault;
  readonly ledger: CodeLedger;
  /** Texts that a picture may show: Keycloak's own login messages and the portal's. */
  readonly literals: readonly string[];
  contract(id: string): ContractFile;
  stage(contract: ContractFile): Promise<Stage>;
  readonly behaviours: Behaviours;
  /** Redacts a text by everything that is a secret in this worker by now. */
  readonly scrub: Scrub;
  /** Where this run is the proof of a contract. */
  readonly proof: ProofWatch | undefined;
  close(): Promise<void>;
}

/** Reads matrix and contracts, and prepares what the tests of this worker share. */
export function createWorkerRun(options: ResolvedOptions, env: NodeJS.ProcessEnv): WorkerRun {
  const contracts = readContracts(options.contracts);
  const literals = [...loginLiterals(), ...portalLiterals()];
  const stages = new Map<string, Promise<Stage>>();
  const vault = createVault(runKey(env), literals);
  return {
    options,
    matrix: readMatrix(options),
    vault,
    ledger: openCodeLedger(join(runFolder(env), 'codes')),
    literals,
    scrub: liveScrub(vault),
    proof: proofWatchOf(contracts, env),
    contract: (id) => findContract(contracts, id),
    behaviours: createBehaviours(),
    stage: (contract) => {
      const open = stages.get(contract.contract.id) ?? openStage(contract, options, env);
      stages.set(contract.contract.id, open);
      return open;
    },
    close: async () => {
      const opened = await Promise.allSettled(stages.values());
      await Promise.all(opened.map((stage) => (stage.status === 'fulfilled' ? stage.value.close() : undefined)));
    },
  };
}
