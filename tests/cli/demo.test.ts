import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, removeInlineProject } from '../kit/run-inline.ts';
import { startCli } from './run-cli.ts';

const FLOW = 'FLOW-DEMO-A-001';
const folder = inlineProject({
  'playwright.config.ts': configText({ workers: 1, timeout: 0 }),
  'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
  'a.spec.ts': specText(`test('hangs', flow('${FLOW}', 'happy'), () => {
  console.log('hangs now');
  return new Promise(() => {});
});`),
});
after(() => removeInlineProject(folder));

test('SIGTERM, as a pipeline sends it, is an interruption: the packet says so and no run folder is left', async () => {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const demo = startCli(['demo'], folder, { TMPDIR: temporary });
  const said: string[] = [];
  for (const stream of [demo.stdout, demo.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said.push(chunk.toString());
      if (said.join('').includes('hangs now') && !demo.killed) demo.kill('SIGTERM');
    });
  const code = await new Promise((settle) => demo.on('close', settle));
  assert.equal(code, 130, said.join(''));
  assert.equal(summaryOf(folder).verdict.status, 'interrupted');
  assert.deepEqual(
    readdirSync(temporary).filter((name) => name.startsWith('flowproof-')),
    [],
  );
});
