import { basename, resolve } from 'node:path';
import type { TestDetails, TestType } from '@playwright/test';
import { type CoverPlan, planCover } from '../contract/cover-plan.ts';
import { coverText } from '../contract/cover-text.ts';
import { personaMachine } from '../contract/foresee.ts';
import type { Walk } from '../contract/walk.ts';
import { didYouMean } from '../document/nearest.ts';
import { type FlowId, flow, type MatrixId } from '../flow.ts';
import type { Subpath } from '../flow-id.ts';
import { Problem } from '../problem.ts';
import { type ContractFile, findContract, readContracts } from './content.ts';
import { contractRealms, groundOn } from './contract-realms.ts';
import { contractsFolder } from './contracts-folder.ts';
import type { JourneyFixture } from './journey-fixture.ts';

/** The cell of the UAT matrix for which tests count; tests without one prove their contract alone. */
export interface CountsFor {
  readonly flow_id?: FlowId;
  readonly subpath?: Subpath;
  readonly matrix_id?: MatrixId;
}

/** What tests are made of a contract: cells for all of them, and other cells for single personas. */
export interface ContractTestOptions extends CountsFor {
  readonly personas?: Readonly<Record<string, CountsFor>>;
  /**
   * `promised` (the default): each persona signs in as promised. `transitions`: besides, one persona of each class walks
   * through everything that can happen in its login.
   */
  readonly cover?: 'promised' | 'transitions';
  /** Seconds that the walks of `transitions` may take together, as estimated; all there are unless told. */
  readonly budget?: number;
}

type ContractTest = TestType<{ readonly journey: JourneyFixture }, object>;

/** Gives the function that makes tests of contracts with this `test`. */
export function contractTests(test: ContractTest) {
  /**
   * Makes ordinary Playwright tests of a contract: one per persona, which signs in as promised, and with `cover:
   * 'transitions'` one per walk. `contract` is an id in the folder of contracts, or the path of a file there. Titles name
   * the persona and what is done, and nothing that another change of the realm would shift. Throws the problems of a
   * contract that cannot be read, `contract-invalid`, `persona-unknown`, `bad-option`.
   */
  return (contract: string, options: ContractTestOptions = {}): void => {
    const file = contractNamed(contract);
    checkOptions(options);
    checkPersonas(file, options);
    test.describe(file.contract.id, () => {
      for (const persona of file.contract.identity_graph.personas)
        promisedTest(test, file, { persona: persona.id, options });
      if (options.cover === 'transitions') walkTests(test, file, options);
    });
  };
}

interface Made {
  readonly persona: string;
  readonly options: ContractTestOptions;
}

function promisedTest(test: ContractTest, { contract }: ContractFile, { persona, options }: Made): void {
  test(`${persona}: the promised journey`, detailsOf(persona, options), async ({ journey }) => {
    await journey.run({ contract: contract.id, persona });
  });
}

function walkTests(test: ContractTest, file: ContractFile, options: ContractTestOptions): void {
  const plan = planOf(file, options.budget);
  tell(coverText(file.contract.id, plan));
  for (const { persona, title, walk } of plan.walks) {
    test(`${persona}: ${title}`, detailsOf(persona, options), async ({ journey }, testInfo) => {
      testInfo.setTimeout(patience(testInfo.timeout, walk));
      await journey.walk({ contract: file.contract.id, persona, walk });
    });
  }
}

/** Milliseconds for a deed on a machine that is busy with other tests. */
const DEED_MS = 4_000;

/** A walk takes as long as it has deeds; what a project grants beyond, or without end, stays. */
function patience(granted: number, { steps }: Walk): number {
  return granted === 0 ? 0 : Math.max(granted, steps.length * DEED_MS);
}

function planOf(file: ContractFile, budget: number | undefined): CoverPlan {
  const ground = groundOn(file, contractRealms(file).after);
  const machines = file.contract.identity_graph.personas.map((persona) => personaMachine(ground, persona));
  return planCover(machines, { budget });
}

/** Workers make the tests as well; only the runner speaks. */
function tell(text: string): void {
  if (process.env['TEST_WORKER_INDEX'] === undefined) process.stderr.write(`${text}\n`);
}

function checkOptions({ cover = 'promised', budget }: ContractTestOptions): void {
  const isCover = cover === 'promised' || cover === 'transitions';
  if (isCover && (budget === undefined || budget > 0)) return;
  throw new Problem({
    code: 'bad-option',
    what: `defineContractTests: ${isCover ? `a budget of ${budget} seconds drives nothing` : `unknown cover "${cover}"`}`,
    expected: isCover ? 'a number above 0, or no budget' : 'promised or transitions',
    next: isCover ? "leave budget out, or say cover: 'promised'" : 'name one of the two',
  });
}

/** Fixtures do not exist yet when tests are made: the folder is the one the config named. */
function contractNamed(contract: string): ContractFile {
  const folder = contractsFolder(process.env, process.cwd());
  const contracts = readContracts(folder);
  if (!/\.ya?ml$/.test(contract)) return findContract(contracts, contract);
  const found = [...contracts.values()].find(({ file }) => file === resolve(contract));
  if (found) return found;
  throw new Problem({
    code: 'contract-invalid',
    what: `${basename(contract)} is no file of the folder of contracts, so that no fixture would find it`,
    expected: `a file in ${folder}`,
    next: 'set the option contracts in the Playwright config to the folder of this file',
  });
}

function checkPersonas({ file, contract }: ContractFile, { personas = {} }: ContractTestOptions): void {
  const known = contract.identity_graph.personas.map(({ id }) => id);
  const unknown = Object.keys(personas).find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new Problem({
    code: 'persona-unknown',
    what: `defineContractTests: the contract has no persona "${unknown}"`,
    at: { file, path: 'identity_graph.personas' },
    expected: known.join(', '),
    next: didYouMean(unknown, known, 'Name one of these, or add the persona.'),
  });
}

/** A cell of its own replaces the one for all. Half a cell counts for nothing, so it is refused. */
function detailsOf(id: string, { personas = {}, ...all }: ContractTestOptions): TestDetails {
  const { flow_id, subpath, matrix_id } = { ...all, ...personas[id] };
  if (flow_id !== undefined && subpath !== undefined)
    return flow(flow_id, subpath, { ...(matrix_id && { matrix_id }) });
  if (flow_id === undefined && subpath === undefined && matrix_id === undefined) return {};
  throw new Problem({
    code: 'bad-option',
    what: `defineContractTests: the cell of ${id} is not complete`,
    expected: 'flow_id and subpath together, or neither',
    next: 'name both, as flow() does',
  });
}
