// Runs before anything is installed, so it is plain JavaScript and imports nothing but Node.
// node src/setup/bootstrap.mjs SCRIPT [ARGUMENTS]: prepares the clone, then runs the built script (below dist/).
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCKFILE = join(ROOT, 'package-lock.json');
/** npm writes this file last, so its age is the age of the installation. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
/** tsc writes every file at every build, so any of them has the age of the build. */
const BUILT = join(ROOT, 'dist', 'src', 'index.js');
const SOURCES = ['src', 'flows', 'reporters'];

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
const say = (line) => process.stderr.write(`setup: ${line}\n`);
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function fail(what, next) {
  process.stderr.write(`${what}\n  next: ${next}\n`);
  process.exit(2);
}

function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (!error && status === 0) return;
  const said = [error?.message, stdout, stderr].filter(Boolean).join('\n').trim();
  fail(`${command} ${args.join(' ')} failed:\n${said}`, 'mend what it says, then run the same command again');
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Node ${process.versions.node} is too old, 20.19 is the oldest that works.`,
    'install a newer Node, then run again',
  );
}

function installDependencies() {
  if (changed(INSTALLED) >= changed(LOCKFILE)) return;
  const since = Date.now();
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  say(`dependencies installed from the lockfile (${seconds(since)})`);
}

/** Newest change below the source folders and the two files the build reads, in milliseconds. */
function newestSource() {
  const entries = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }),
  );
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Math.max(...[...files, join(ROOT, 'tsconfig.json'), join(ROOT, 'tsconfig.build.json')].map(changed));
}

function build() {
  if (changed(BUILT) >= newestSource()) return;
  const since = Date.now();
  run('npm', ['run', 'build', '--silent']);
  say(`built (${seconds(since)})`);
}

checkNode();
installDependencies();
build();

const [script, ...args] = process.argv.slice(2);
if (script) {
  const child = spawn(process.execPath, [join(ROOT, 'dist', script), ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}
