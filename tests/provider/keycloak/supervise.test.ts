import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { groupAlive } from '../../../src/provider/keycloak/process-group.ts';
import { runToEnd } from '../../../src/provider/keycloak/run-to-end.ts';
import { supervise } from '../../../src/provider/keycloak/supervise.ts';

const MODULE = fileURLToPath(new URL('../../../src/provider/keycloak/supervise.ts', import.meta.url));
const shell = (script: string, ...args: string[]) => ({
  file: '/bin/sh',
  args: ['-c', script, 'sh', ...args],
  env: process.env,
});

/** Runs a parent that supervises two nested sleepers, prints the id of their group, and then does `ending`. */
function parentThat(ending: string) {
  const script = `
    import { supervise } from ${JSON.stringify(MODULE)};
    const program = supervise({ file: '/bin/sh', args: ['-c', 'sleep 300 & sleep 300'], env: process.env });
    console.log(program.pid);
    setTimeout(() => { ${ending} }, 300);
    setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function goneWithin(group: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (groupAlive(group) && performance.now() < deadline) await delay(50);
  return !groupAlive(group);
}

const DEATHS: readonly (readonly [string, string, NodeJS.Signals?])[] = [
  ['exits', 'process.exit(0)'],
  ['throws', 'throw new Error("uncaught")'],
  ['is interrupted', '', 'SIGINT'],
  ['is terminated', '', 'SIGTERM'],
  ['is killed', '', 'SIGKILL'],
];

for (const [name, ending, signal] of DEATHS) {
  test(`no process is left when the parent ${name}`, async () => {
    const parent = parentThat(ending);
    const [text] = await once(parent.stdout, 'data');
    const group = Number(text);
    assert.ok(group > 0 && groupAlive(group));
    if (signal) parent.kill(signal);
    await once(parent, 'exit');
    assert.ok(await goneWithin(group, 5_000));
  });
}

test('a forgotten program does not keep its parent running, and does not outlive it', async () => {
  const script = `
    import { supervise } from ${JSON.stringify(MODULE)};
    const program = supervise({ file: '/bin/sh', args: ['-c', 'sleep 300'], env: process.env });
    program.unref();
    console.log(program.pid);`;
  const { status, lines } = await runToEnd({
    file: process.execPath,
    args: ['--import', 'tsx', '--input-type=module', '-e', script],
    env: process.env,
  });
  assert.equal(status, 0);
  assert.ok(await goneWithin(Number(lines[0]), 5_000));
});

test('the exit status and the last lines of both streams are kept', async () => {
  const { status, lines } = await runToEnd(shell('echo out; echo err >&2; printf "no newline"; exit 7'));
  assert.equal(status, 7);
  assert.deepEqual([...lines].sort(), ['err', 'no newline', 'out']);
});

test('only the last sixty lines are kept', async () => {
  const { lines } = await runToEnd(shell('i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); done'));
  assert.equal(lines.length, 60);
  assert.equal(lines.at(-1), '199');
});

test('arguments arrive as they are, and standard input is empty', async () => {
  const { lines } = await runToEnd(shell('printf "%s\\n" "$1" "$(cat)"', 'a "b" $c'));
  assert.deepEqual(lines, ['a "b" $c']);
});

test('a program that is not there ends with a status, not with a hang', async () => {
  const { status } = await runToEnd({ file: '/nowhere/program', args: [], env: process.env });
  assert.equal(status, 127);
});

test('stop ends a whole group, and may be called twice', async () => {
  const program = supervise(shell('sleep 300 & sleep 300'));
  await delay(100);
  await program.stop();
  await program.stop();
  assert.ok(program.pid && !groupAlive(program.pid));
});

test('a program that ignores TERM is killed', async () => {
  const program = supervise(shell('trap "" TERM; while :; do sleep 1; done'), 2);
  await delay(200);
  const begin = performance.now();
  await program.stop();
  assert.ok(performance.now() - begin > 1_500);
  assert.ok(program.pid && (await goneWithin(program.pid, 1_000)));
});

test('an abort ends the program and rejects with its own reason', async () => {
  const control = new AbortController();
  const run = runToEnd(shell('sleep 300'), control.signal);
  await delay(100);
  control.abort(new Error('enough'));
  await assert.rejects(run, /enough/);
});
