import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { typeDeclarations } from '../../src/matrix/type-declarations.ts';
import { readyRow } from './sample-matrix.ts';

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const FLOW = fileURLToPath(new URL('../../src/flow.ts', import.meta.url));

test('the declarations narrow the ids that flow() takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-types-'));
  const use = `import { flow } from ${JSON.stringify(FLOW)};
flow('FLOW-DEMO-A-001', 'happy', { matrix_id: 'UAT-DEMO-001' });
// @ts-expect-error not in the matrix
flow('FLOW-DEMO-A-002', 'happy');
// @ts-expect-error not in the matrix
flow('FLOW-DEMO-A-001', 'happy', { matrix_id: 'UAT-DEMO-002' });
`;
  writeFileSync(join(folder, 'flowproof-env.d.ts'), typeDeclarations({ flows: [readyRow()] }));
  writeFileSync(join(folder, 'use.ts'), use);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options =
    '--noEmit --strict --module nodenext --target es2023 --skipLibCheck --allowImportingTsExtensions --types'.split(
      ' ',
    );
  const run = spawnSync(process.execPath, [TSC, ...options, '', 'flowproof-env.d.ts', 'use.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  assert.equal(run.stdout + run.stderr, '');
  assert.equal(run.status, 0);
});

test('an empty matrix allows no id, and the text does not depend on the order of the rows', () => {
  assert.match(typeDeclarations({ flows: [] }), /flow_id: never;/);
  const rows = [readyRow(), readyRow({ flow_id: 'FLOW-DEMO-B-001', matrix_ids: [] })];
  assert.equal(typeDeclarations({ flows: rows }), typeDeclarations({ flows: rows.toReversed() }));
});
