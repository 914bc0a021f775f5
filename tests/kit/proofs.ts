import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type RunRecord, runRecord } from '../../src/evidence/run-record.ts';
import type { Proof } from '../../src/summary/proof.ts';
import { type Summary, summary } from '../../src/summary/summary.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHIPPED = join(ROOT, 'flows', 'contracts');

/** A contract as its file has it: whatever a test wants to put there. */
// biome-ignore lint/suspicious/noExplicitAny: documents are changed at will, as a person with an editor does
export type ContractDocument = any;

/** A shipped contract for some of its personas, changed, in a folder of its own. Gives the path of its file. */
export function contractFile(
  id: string,
  personas: readonly string[],
  change: (contract: ContractDocument) => void = () => undefined,
): string {
  const shipped = join(SHIPPED, `${id}.yaml`);
  const document: ContractDocument = parse(readFileSync(shipped, 'utf8'));
  const kept = (each: { id: string }): boolean => personas.includes(each.id);
  document.identity_graph.personas = document.identity_graph.personas.filter(kept);
  const promises = Object.entries(document.expected_states).filter(([persona]) => personas.includes(persona));
  document.expected_states = Object.fromEntries(promises);
  document.invariants = [];
  document.accepted_findings = [];
  document.accepted_mutants = [];
  document.stop_rollback.stop_conditions = [{ when: 'unknown_page', says: 'An unknown page appears' }];
  const state = document.provider_state;
  state.realm = resolve(dirname(shipped), state.realm);
  if (state.change?.target) state.change.target = resolve(dirname(shipped), state.change.target);
  change(document);
  const file = join(proofFolder(), `${id}.yaml`);
  writeFileSync(file, JSON.stringify(document, undefined, 2));
  return file;
}

const folders: string[] = [];

/** A new folder, removed by `removeProofFolders`. */
export function proofFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-proved-'));
  folders.push(folder);
  return folder;
}

export function removeProofFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface EndedProof {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `flowproof contract prove` that runs. */
export interface RunningProof {
  readonly pid: number;
  readonly ended: Promise<EndedProof>;
  /** Waits until something matching is said, on either stream; rejects when the command ends without it. */
  heard(pattern: RegExp): Promise<void>;
  interrupt(): void;
}

/** Runs the command of the built package. */
export function startProof(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningProof {
  const command = join(ROOT, 'dist', 'src', 'cli', 'main.js');
  const child = spawn(process.execPath, [command, 'contract', 'prove', ...args], {
    cwd: ROOT,
    env: { ...cleanEnv(), ...env },
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
      for (const listen of listeners) listen();
    });
  }
  const ended = new Promise<EndedProof>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ exitCode: code ?? -1, ...said }));
  });
  const heard = (pattern: RegExp): Promise<void> =>
    new Promise((settle, reject) => {
      const listen = (): void => void (pattern.test(said.stdout + said.stderr) && settle());
      listeners.add(listen);
      child.on('close', () => reject(new Error(`${said.stdout}\n${said.stderr}`)));
      listen();
    });
  return { pid: child.pid ?? 0, ended, heard, interrupt: () => void child.kill('SIGINT') };
}

function cleanEnv(): NodeJS.ProcessEnv {
  const foreign = /^(TEST_|PLAYWRIGHT_|PW_|PWTEST_|FLOWPROOF_(?!CACHE)|NODE_OPTIONS$|FORCE_COLOR$|NODE_TEST_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** The proof in a packet. */
export function provedIn(packet: string): { summary: Summary; proof: Proof; run: RunRecord } {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(packet, 'data', name), 'utf8'));
  const parsed = summary.parse(read('summary.json'));
  if (!parsed.proof) throw new Error('the packet is no proof');
  return { summary: parsed, proof: parsed.proof, run: runRecord.parse(read('run.json')) };
}
