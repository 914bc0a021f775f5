/**
 * Time and memory of `flowproof radius`, against reading and parsing the same files.
 * `node --import tsx tests/bench/radius.ts [users=100000] [rounds=3]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateOf } from '../../src/contract/screens.ts';
import { openExport } from '../../src/exports/open-export.ts';
import { radius } from '../../src/keycloak/radius/radius.ts';
import { readSide, readSideRealm } from '../../src/keycloak/radius/realm-side.ts';
import { exportedUser, writeFolder, writeSingle } from '../exports/write-export.ts';
import { defaultFlowRealm, otpRequiredRealm } from '../keycloak/radius/acme.ts';

const [command = '100000', argument = '3'] = process.argv.slice(2);
if (command === 'child') runChild(argument);
else bench(Number(command), Number(argument));

function filesOf(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
}

/** What any program that looks at every user has to do at least. */
function parseAll(paths: readonly string[]): number {
  let count = 0;
  for (const file of paths.flatMap(filesOf)) count += JSON.parse(readFileSync(file, 'utf8')).users?.length ?? 0;
  return count;
}

function compareAll([before = '', after = '']: readonly string[]): number {
  const request = {
    client_id: 'app',
    redirect_uri: 'https://app.example.org/',
    response_type: 'code',
    scope: 'openid',
  };
  const question = { client_id: 'app', request, now: 1_800_000_000 };
  const [old, next] = [before, after].map((path) => {
    const source = openExport(path);
    const realm = readSideRealm(source, '26.7.3');
    const client = realm.clients.get('app');
    if (!client) throw new Error('no client');
    return readSide(source, realm, { question, client });
  });
  if (!old || !next) throw new Error('two sides');
  return radius({ before: old, after: next, question, stateOf }).reduce((sum, { users }) => sum + users, 0);
}

/** `parse` or `radius`, and the paths: seconds, users and peak memory of one process. */
function runChild(kind: string): void {
  const paths = process.argv.slice(4);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const users = kind === 'parse' ? parseAll(paths) : compareAll(paths);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak_mb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, users, peak_mb }));
}

interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly users: number;
  readonly peak_mb: number;
}

function child(kind: 'parse' | 'radius', paths: readonly string[]): Measured {
  const self = fileURLToPath(import.meta.url);
  const args = ['--import', 'tsx', self, 'child', kind, ...paths];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function* usersUpTo(count: number, first = 0): Generator<Record<string, unknown>> {
  for (let number = first; number < first + count; number += 1) yield exportedUser(number);
}

type Write = (path: string, written: Parameters<typeof writeSingle>[1]) => string;

/** Ten users are gone and ten are new. */
function pair(folder: string, count: number, write: Write): string[] {
  const suffix = write === writeSingle ? '.json' : '';
  return [
    write(join(folder, `before-${count}${suffix}`), { document: defaultFlowRealm(), users: usersUpTo(count) }),
    write(join(folder, `after-${count}${suffix}`), { document: otpRequiredRealm(), users: usersUpTo(count, 10) }),
  ];
}

/** Both programs in turn, so that other work on the machine meets both. Processor seconds count less of that work than wall ones. */
function ratio(name: string, paths: readonly string[], rounds: number): void {
  const runs = Array.from({ length: rounds }, () => [child('parse', paths), child('radius', paths)] as const);
  for (const unit of ['cpu', 'seconds'] as const) {
    const [parse = 0, own = 0] = [0, 1].map((index) => median(runs.map((run) => run[index]?.[unit] ?? 0)));
    const quotient = median(runs.map(([left, right]) => right[unit] / left[unit]));
    console.log(`${name}, ${unit}: parse ${parse.toFixed(2)}, radius ${own.toFixed(2)}, ratio ${quotient.toFixed(2)}`);
  }
}

function bench(count: number, rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'radius-'));
  try {
    const many = pair(folder, count, writeFolder);
    const bytes = many.flatMap(filesOf).reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`2 x ${count} users, ${Math.round(bytes / 1e6)} MB`);
    ratio('files of 50 users', many, rounds);
    ratio('single files', pair(folder, count, writeSingle), rounds);
    for (const size of [10_000, 100_000, 200_000]) {
      const paths = pair(folder, size, writeFolder);
      const peak = (kind: 'parse' | 'radius') =>
        median(Array.from({ length: rounds }, () => child(kind, paths).peak_mb));
      console.log(`peak memory, 2 x ${size} users: radius ${peak('radius')} MB, parse ${peak('parse')} MB`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
