import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Problem, type ProblemCode } from '../../src/problem.ts';
import { checkContent, checkJourneys } from '../../src/run/check-content.ts';
import { findContract, keycloakVersion, readContent, readContracts, readMatrix } from '../../src/run/content.ts';
import { resolveOptions } from '../../src/run/options.ts';

const FLOWS = fileURLToPath(new URL('../../flows', import.meta.url));
const CONTRACT = readFileSync(join(FLOWS, 'contracts', 'mfa-rollout.yaml'), 'utf8');
const root = mkdtempSync(join(tmpdir(), 'content-'));
after(() => rmSync(root, { recursive: true }));

function contracts(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'contracts-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const matrixAt = (matrix: string, matrix_named = true) => ({ matrix, matrix_named });

const problem = (code: ProblemCode, text: RegExp) => (error: unknown) =>
  error instanceof Problem && error.code === code && text.test(error.message);

test('the shipped content is read, and its texts go into the packet', () => {
  const {
    matrix,
    contracts: read,
    documents,
  } = readContent({
    matrix: join(FLOWS, 'matrix.yaml'),
    matrix_named: true,
    contracts: join(FLOWS, 'contracts'),
  });
  assert.ok((matrix?.flows.length ?? 0) >= 7);
  const shipped = ['brute-force-lock', 'mfa-rollout', 'step-up'];
  assert.deepEqual([...read.keys()], shipped);
  assert.deepEqual([...documents.keys()].sort(), [...shipped.map((id) => `contracts/${id}.yaml`), 'matrix.yaml']);
  assert.equal(documents.get('contracts/mfa-rollout.yaml'), CONTRACT);
});

test('a project without matrix and contracts has none', () => {
  assert.equal(readMatrix(matrixAt(join(root, 'none.yaml'), false)), undefined);
  assert.equal(readContracts(join(root, 'none')).size, 0);
});

test('a matrix that was named and is not there is a problem with the nearest file', () => {
  const named = matrixAt(join(FLOWS, 'matrx.yaml'));
  assert.throws(() => readMatrix(named), problem('matrix-invalid', /matrx\.yaml.*Did you mean "matrix\.yaml"\?/s));
  assert.throws(() => readMatrix(matrixAt(join(root, 'no', 'matrix.yaml'))), problem('matrix-invalid', /Write it/));
});

test('what stands in the place of the matrix and cannot be read is not taken for none', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  assert.throws(() => readMatrix(matrixAt(root, false)), problem('matrix-invalid', /it is a folder/));
  assert.throws(() => readMatrix(matrixAt(join(file, 'x'), false)), problem('matrix-invalid', /no folder/));
  assert.throws(() => readContracts(file), problem('contract-invalid', /no folder/));
  assert.throws(() => readContracts(contracts({ 'a.yaml/b': '' })), problem('contract-invalid', /it is a folder/));
});

test('only YAML files of the folder are contracts', () => {
  assert.deepEqual([...readContracts(contracts({ 'a.yaml': CONTRACT, 'notes.txt': 'x' })).keys()], ['mfa-rollout']);
});

test('an id that two contracts claim is a problem', () => {
  const folder = contracts({ 'a.yaml': CONTRACT, 'b.yml': CONTRACT });
  assert.throws(
    () => readContracts(folder),
    problem('contract-invalid', /mfa-rollout is claimed by .*a\.yaml already/),
  );
});

test('an unknown contract is a problem with the nearest one', () => {
  const read = readContracts(contracts({ 'a.yaml': CONTRACT }));
  assert.throws(() => findContract(read, 'mfa-rolout'), problem('contract-invalid', /Did you mean "mfa-rollout"\?/));
  assert.equal(findContract(read, 'mfa-rollout').contract.id, 'mfa-rollout');
});

test('all contracts of a run speak of one Keycloak', () => {
  const other = CONTRACT.replace('id: mfa-rollout', 'id: other').replace('version: 26.7.3', 'version: 26.4.0');
  assert.equal(keycloakVersion(readContracts(contracts({ 'a.yaml': CONTRACT }))), '26.7.3');
  assert.equal(keycloakVersion(new Map()), undefined);
  const two = readContracts(contracts({ 'a.yaml': CONTRACT, 'b.yaml': other }));
  assert.throws(() => keycloakVersion(two), problem('contract-invalid', /several Keycloak versions/));
});

const options = (folder: string) =>
  resolveOptions(
    { contracts: folder, journeys: join(FLOWS, 'journeys'), matrix: join(FLOWS, 'matrix.yaml') },
    undefined,
    {},
  );

test('what a run rests on is read before it', async () => {
  await checkContent(options(join(FLOWS, 'contracts')));
  const absolute = CONTRACT.replaceAll('../realms/', `${join(FLOWS, 'realms')}/`);
  await checkContent(options(contracts({ 'a.yaml': absolute })));
  await checkJourneys(options(contracts({ 'a.yaml': absolute })));
  await assert.rejects(
    checkContent(options(contracts({ 'a.yaml': CONTRACT }))),
    problem('realm-invalid', /cannot be read/),
  );
  const stranger = absolute.replace('client: portal', 'client: portl');
  await assert.rejects(
    checkContent(options(contracts({ 'a.yaml': stranger }))),
    problem('contract-invalid', /no client "portl"[\s\S]*Did you mean "portal"/),
  );
  const lost = contracts({ 'a.yaml': absolute.replace('journey: login', 'journey: logn') });
  await assert.rejects(checkJourneys(options(lost)), problem('contract-invalid', /Did you mean "login"\?/));
});
