import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { configText, matrixText, SHIPPED, specText } from '../kit/flow-project.ts';
import { hasPacket, packetOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const FLOW = 'FLOW-BAD-A-001';
const SHIPPED_CONTRACT = readFileSync(
  join(import.meta.dirname, '..', '..', 'flows', 'contracts', 'mfa-rollout.yaml'),
  'utf8',
);
const REALM = '../../../../../flows/realms/flowproof-demo.json';
const CONTRACT = SHIPPED_CONTRACT.replaceAll('../realms/', '../../../../../flows/realms/');
const OWN = { journeys: SHIPPED.journeys };
const PLAIN = `testDir: '.', workers: 1, reporter: [['flowproof/reporter']]`;

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly name: string;
  readonly files: Files;
  /** Each is said exactly once. */
  readonly says: readonly string[];
}

const base: Files = {
  'playwright.config.ts': configText({ workers: 1, flowproof: OWN }),
  'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
  'a.spec.ts': specText(`test('a', flow('${FLOW}', 'happy'), () => { console.log('the body ran'); });
test('b', flow('${FLOW}', 'empty'), () => { console.log('the body ran'); });`),
};

const ONE_TEST: Files = {
  'a.spec.ts': specText(`test('a', flow('${FLOW}', 'happy'), () => { console.log('the body ran'); });`),
};

const CASES: readonly Case[] = [
  {
    name: 'a matrix that is no YAML',
    files: { 'flows/matrix.yaml': 'version: 1\nflows: [{ flow_id: FLOW-BAD-A-001\nlanes: {}\n' },
    says: ['matrix.yaml:3:1: Flow sequence in block collection must be sufficiently indented'],
  },
  {
    name: 'a matrix with a mistyped field',
    files: { 'flows/matrix.yaml': matrixText({ flow_id: FLOW }).replace('"entry_point"', '"entry_pont"') },
    says: ['unknown key "entry_pont"', 'Did you mean "entry_point"?'],
  },
  {
    name: 'a path of the matrix with a typing error',
    files: { 'playwright.config.ts': configText({ flowproof: { ...OWN, matrix: 'flows/matrx.yaml' } }) },
    says: ['there is no flow coverage matrix at the path', 'Did you mean "matrix.yaml"?'],
  },
  {
    name: 'a folder in the place of the matrix',
    files: { 'playwright.config.ts': configText({ flowproof: { ...OWN, matrix: 'flows' } }) },
    says: ['this cannot be read: it is a folder'],
  },
  {
    name: 'a contract with a mistyped field',
    files: { 'flows/contracts/mfa.yaml': CONTRACT.replace('redirect_uri:', 'redirect_url:') },
    says: ['unknown key "redirect_url"', 'Did you mean "redirect_uri"?'],
  },
  {
    name: 'a realm that is none',
    files: {
      'flows/contracts/mfa.yaml': CONTRACT.replace(REALM, '../realm.json'),
      'flows/realm.json': '[]',
    },
    says: ['this is no realm export'],
  },
  {
    name: 'a realm that is not there',
    files: { 'flows/contracts/mfa.yaml': CONTRACT.replace(REALM, '../nowhere.json') },
    says: ['this file cannot be read'],
  },
  {
    name: 'a journey that is not there',
    files: { 'flows/contracts/mfa.yaml': CONTRACT.replace('journey: login', 'journey: logn') },
    says: ['there is no journey "logn"', 'Did you mean "login"?'],
  },
  {
    name: 'an option that does not exist',
    files: { 'playwright.config.ts': configText().replace('"workers": 2', '"flowproof": { "matrx": "x" }') },
    says: ['the flowproof options are not usable'],
  },
  {
    name: 'a file in the place of the packet',
    files: { 'uat-packet': 'mine' },
    says: ['the packet was not written: the place is not a folder'],
  },
  {
    name: 'files of somebody else in the place of the packet',
    files: { 'uat-packet/mine.txt': 'mine' },
    says: ['the packet was not written: the place holds files that are no packet'],
  },
  {
    name: 'a config without defineFlowConfig',
    files: { ...ONE_TEST, 'playwright.config.ts': `export default { ${PLAIN} };` },
    says: ['the run was not set up'],
  },
  {
    name: 'a config without defineFlowConfig that records traces',
    files: { ...ONE_TEST, 'playwright.config.ts': `export default { ${PLAIN}, use: { trace: 'on' } };` },
    says: ['the run was not set up'],
  },
  {
    name: 'a recording switched on behind the back of the config',
    files: {
      'a.spec.ts': specText(`test.use({ trace: 'on' });
test('a', flow('${FLOW}', 'happy'), () => { console.log('the body ran'); });`),
    },
    says: ['use.trace is on'],
  },
];

for (const { name, files, says } of CASES) {
  test(`${name}: one clear message, nothing half-written`, async () => {
    const folder = inlineProject({ ...base, ...files });
    const { exitCode, output } = await playwright(folder, 'test');
    const left = Object.keys(files).filter((file) => file.startsWith('uat-packet'));
    const written = hasPacket(folder) && existsSync(join(packetOf(folder), 'bagit.txt'));
    const stray = readdirSync(folder).filter((entry) => entry.startsWith('.uat-packet'));
    const kept = left.map((file) => readFileSync(join(folder, file), 'utf8'));
    removeInlineProject(folder);
    for (const text of says) expect(output.split(text).length - 1, output).toBe(1);
    expect(output).toMatch(/next: \S/);
    expect(exitCode).toBe(1);
    expect(output).not.toContain('the body ran');
    expect([stray, kept]).toEqual([[], left.map(() => 'mine')]);
    if (left.length > 0) expect(written).toBe(false);
  });
}
