import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['src', 'reporters', 'flows', 'tsconfig.json', 'tsconfig.build.json', 'package.json'];
/** The compiler writes every file of a build anew, so one of them tells the age of all. */
const BUILT = join(ROOT, 'dist', 'src', 'test.js');

/**
 * Playwright's global setup of the plugin's own specs: inline projects import the package as it is shipped, so it is
 * built when a source is younger. Type errors are the business of the type check; only a build that is not there stops.
 */
// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup as default export
export default function freshDist(): void {
  const sources = SOURCES.map((name) => join(ROOT, name)).flatMap(filesOf);
  const youngest = Math.max(...sources.map((file) => modified(file)));
  if (modified(BUILT) > youngest) return;
  const build = spawnSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, encoding: 'utf8' });
  if (modified(BUILT) <= youngest) throw new Error(`the package could not be built:\n${build.stdout}${build.stderr}`);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
