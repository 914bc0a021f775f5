import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** A Playwright project written for one test, run as a child process with the package as it is shipped. */
export interface InlineRun {
  readonly folder: string;
  readonly exitCode: number;
  readonly output: string;
}

export interface InlineOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Sent the moment this text is printed: SIGINT, as Ctrl-C does. */
  readonly interruptAt?: string;
}

/** Writes `files` into a folder inside the package, so that `flowproof/…` resolves to the package itself. */
export function inlineProject(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(ROOT, 'tests', '.inline'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'tests', '.inline', 'run-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function removeInlineProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs `playwright COMMAND` in the folder of an inline project. */
export function playwright(folder: string, command: string, options: InlineOptions = {}): Promise<InlineRun> {
  const { args = [], env = {}, interruptAt } = options;
  const child = spawn(process.execPath, [PLAYWRIGHT, command, ...args], {
    cwd: folder,
    env: { ...cleanEnv(), ...env },
  });
  let output = '';
  let interrupted = false;
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    if (!interruptAt || interrupted || !output.includes(interruptAt)) return;
    interrupted = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ folder, exitCode: code ?? -1, output }));
  });
}

/** The environment without what the surrounding run told its own workers. */
function cleanEnv(): NodeJS.ProcessEnv {
  const foreign = /^(TEST_|PLAYWRIGHT_|PW_|PWTEST_|FLOWPROOF_|NODE_OPTIONS$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
