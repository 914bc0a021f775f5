import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startKeycloak } from '../../src/provider/keycloak/server.ts';
import freshDist from '../kit/fresh-dist.ts';
import { type Cost, interleave, roundsOr } from './interleave.ts';
import { watchTree } from './tree-cpu.ts';

/**
 * Prints what the proof of `mfa-rollout` costs beside the same sign-ins as a plain Playwright script (`logins/`): same
 * running server, workers, browser and realm, a plain picture of each page, and nothing predicted, compared or packed.
 * Run with `tsx tests/bench/prove.ts [rounds]`.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOAL = 1.25;

const rounds = roundsOr(3);
freshDist();
const folder = mkdtempSync(join(tmpdir(), 'flowproof-bench-'));
const log = (line: string): void => void process.stderr.write(`keycloak: ${line}\n`);
const server = await startKeycloak({ version: '26.7.3', log });
const { username, password } = server.admin;
const env = {
  ...process.env,
  BENCH_URL: server.baseUrl,
  FLOWPROOF_ADMIN_USERNAME: username,
  FLOWPROOF_ADMIN_PASSWORD: password(),
};
const command = join(ROOT, 'dist', 'src', 'cli', 'main.js');
const prove = ['contract', 'prove', 'mfa-rollout', '--url', server.baseUrl, '--out', join(folder, 'packet')];
const ours = [process.execPath, command, ...prove];
const config = ['-c', 'tests/bench/logins/logins.config.ts', '--output', join(folder, 'results')];
const plain = ['npx', 'playwright', 'test', ...config];
try {
  // Once each, so that nothing is compiled or cached for the first time while the clock runs.
  await costOf(plain).then(() => costOf(ours));
  await interleave({ title: 'prove', goal: GOAL, plain: () => costOf(plain), ours: () => costOf(ours) }, rounds);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function costOf([file = '', ...args]: readonly string[]): Promise<Cost> {
  const began = performance.now();
  const child = spawn(file, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const cpu = watchTree(child.pid ?? 0);
  const [code] = await once(child, 'exit');
  const cost = { wall: performance.now() - began, cpu: cpu.read() };
  cpu.stop();
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
  process.stderr.write(`${args[0]}: ${Math.round(cost.wall)} ms, processor ${Math.round(cost.cpu)} ms\n`);
  return cost;
}
