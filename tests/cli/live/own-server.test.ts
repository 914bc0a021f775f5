import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import freshDist from '../../kit/fresh-dist.ts';
import { contractFile, proofFolder, provedIn, removeProofFolders, startProof } from '../../kit/proofs.ts';

const MINUTES = 60_000;
before(() => freshDist());
after(() => removeProofFolders());

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** From procfs: proc_pid_stat(5), the parent is the second field after the command in brackets. */
function processes(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(pid), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command }];
    } catch {
      return [];
    }
  });
}

function below(root: number): Process[] {
  const all = processes();
  const found = new Set([root]);
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

test('the server of a proof is killed: exit code 1, nothing is left behind and nothing runs', {
  timeout: 15 * MINUTES,
  skip: process.platform !== 'linux' && 'processes are looked up in procfs',
}, async () => {
  const packet = join(proofFolder(), 'packet');
  const personas = ['contractor', 'denied', 'break-glass'];
  const contract = contractFile('mfa-rollout', personas);
  const running = startProof([contract, '--workers', '1', '--out', packet], {
    KEYCLOAK_HOME: '',
    XDG_RUNTIME_DIR: proofFolder(),
  });
  await running.heard(/1 of 3/);
  const tree = below(running.pid);
  const java = tree.find(({ command }) => /\bjava\b.*quarkus/.test(command));
  assert.ok(java, tree.map(({ command }) => command).join('\n'));
  process.kill(java.pid, 'SIGKILL');
  const { exitCode, stdout } = await running.ended;
  assert.equal(exitCode, 1, stdout);
  const { proof, run } = provedIn(packet);
  assert.equal(proof.outcome.status, 'incomplete');
  assert.match(proof.outcome.reason, /^The server no longer answers\. [1-2] of 3 personas/);
  assert.deepEqual(run.proof?.left_behind, []);
  const alive = new Set(processes().map(({ pid }) => pid));
  assert.deepEqual(
    tree.filter(({ pid }) => alive.has(pid)),
    [],
  );
});
