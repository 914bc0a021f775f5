import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** Writes `files` into a folder in which `flowproof` is installed, as a link to this package. */
export function inlineProject(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(ROOT, 'tests', '.inline'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'tests', '.inline', 'run-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'flowproof'));
  // Playwright's results lie beside the nearest package.json, and a run begins by removing them.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export function removeInlineProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A `playwright COMMAND` that runs. */
export interface Running {
  readonly ended: Promise<InlineRun>;
  /** Waits until the output matches, and gives the first group; rejects when the command ends without it. */
  heard(pattern: RegExp): Promise<string>;
  /** What Ctrl-C does. */
  interrupt(): void;
}

/** Starts `playwright COMMAND` in the folder of an inline project. */
export function startPlaywright(folder: string, command: string, { args = [], env = {} }: InlineOptions = {}): Running {
  const child = spawn(process.execPath, [PLAYWRIGHT, command, ...args], {
    cwd: folder,
    env: { ...cleanEnv(), ...env },
  });
  const chunks: string[] = [];
  const output = (): string => chunks.join('');
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const ended = new Promise<InlineRun>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ folder, exitCode: code ?? -1, output: output() }));
  });
  return {
    ended,
    heard: (pattern) =>
      new Promise((settle, reject) => {
        const listen = (): void => {
          const [, found] = pattern.exec(output()) ?? [];
          if (found !== undefined) settle(found);
        };
        for (const stream of [child.stdout, child.stderr]) stream.on('data', listen);
        child.on('close', () => reject(new Error(output())));
        listen();
      }),
    interrupt: () => void child.kill('SIGINT'),
  };
}

/** Runs `playwright COMMAND` in the folder of an inline project. */
export async function playwright(folder: string, command: string, options: InlineOptions = {}): Promise<InlineRun> {
  const running = startPlaywright(folder, command, options);
  const { interruptAt } = options;
  if (interruptAt) {
    await running.heard(new RegExp(`(${interruptAt})`)).then(running.interrupt, () => undefined);
  }
  return running.ended;
}

/** The environment without what the surrounding run told its own workers. */
function cleanEnv(): NodeJS.ProcessEnv {
  const foreign = /^(TEST_|PLAYWRIGHT_|PW_|PWTEST_|FLOWPROOF_|NODE_OPTIONS$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
