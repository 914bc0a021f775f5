import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditedFile } from '../../src/redaction/audit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Playwright project of a few files, run for real with every stock reporter that writes files. */
export interface ChildRun {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  readonly launchOptions: object;
  /** Reporter files listed before the stock ones. */
  readonly first?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Everything the run left behind: its output as `stdout`, and all files. */
export function runChild({ folder, files, launchOptions, first = [], env = {} }: ChildRun): AuditedFile[] {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const reporter = [...first.map((name) => `./${name}`), 'list', 'html', 'blob'].map((name) => [
    name,
    { open: 'never' },
  ]);
  const more = [
    ['json', { outputFile: 'results.json' }],
    ['junit', { outputFile: 'junit.xml' }],
  ];
  const config = {
    testDir: 'specs',
    outputDir: 'out',
    reporter: [...reporter, ...more],
    use: { launchOptions },
    workers: 1,
    timeout: 15_000,
  };
  // Reporters without a folder of their own write beside the nearest package.json.
  write(folder, {
    'package.json': '{}',
    'playwright.config.mjs': `export default ${JSON.stringify(config)}`,
    ...files,
  });
  const child = spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PLAYWRIGHT_NO_COPY_PROMPT: '1', ...env },
  });
  return [{ path: 'stdout', bytes: Buffer.from(child.stdout + child.stderr) }, ...collect(folder, Object.keys(files))];
}

/** From where a file of a child run imports one of our sources. */
export const sourcePath = (path: string): string => join(root, path);

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, 'specs'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function collect(folder: string, written: readonly string[]): AuditedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !written.some((name) => path.endsWith(name)))
    .map((path) => ({ path: path.slice(folder.length + 1), bytes: readFileSync(path) }));
}
