import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import freshDist from '../kit/fresh-dist.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist', 'src', 'cli', 'main.js');

/** What a command said and how it ended. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliInput {
  readonly input?: string;
  readonly cwd?: string;
}

/** Runs the built command line as a user would, without colours. */
export async function runCli(args: readonly string[], { input = '', cwd }: CliInput = {}): Promise<CliRun> {
  const child = startCli(args, cwd);
  child.stdin?.end(input);
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((settle) => child.on('close', settle)));
  return { code, stdout, stderr };
}

/** The command while it runs. */
export function startCli(args: readonly string[], cwd?: string, env: NodeJS.ProcessEnv = {}) {
  ensureBuilt();
  const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const options: SpawnOptions = { stdio: 'pipe', env: { ...plain, ...env } };
  return spawn(process.execPath, [MAIN, ...args], { ...options, ...(cwd === undefined ? {} : { cwd }) });
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += chunk.toString();
  return text;
}

const LOCK = join(ROOT, 'node_modules', '.flowproof-build');
const STALE_MS = 120_000;
const PAUSE_MS = 200;

/** Test files run beside each other, and only one of them may build. */
function ensureBuilt(): void {
  while (!isLocked()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  try {
    freshDist();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isLocked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/** A folder with these files in it, by name; values that are no text are written as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-cli-'));
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  }
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
