import { basename, resolve } from 'node:path';
import type { TestDetails, TestType } from '@playwright/test';
import type { Persona } from '../contract/contract.ts';
import { didYouMean } from '../document/nearest.ts';
import { type FlowId, flow, type MatrixId } from '../flow.ts';
import type { Subpath } from '../flow-id.ts';
import { Problem } from '../problem.ts';
import { type ContractFile, findContract, readContracts } from './content.ts';
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
}

type ContractTest = TestType<{ readonly journey: JourneyFixture }, object>;

/** Gives the function that makes tests of contracts with this `test`. */
export function contractTests(test: ContractTest) {
  /**
   * Makes one ordinary Playwright test per persona of a contract, which signs in as promised: `contract` is an id in the
   * folder of contracts, or the path of a file there. Titles name contract and persona and nothing that changes with the
   * realm. Throws the problems of a contract that cannot be read, `contract-invalid`, `persona-unknown`, `bad-option`.
   */
  return (contract: string, options: ContractTestOptions = {}): void => {
    const file = contractNamed(contract);
    checkPersonas(file, options);
    test.describe(file.contract.id, () => {
      for (const persona of file.contract.identity_graph.personas) {
        const title = `${persona.id}: the promised journey`;
        test(title, detailsOf(persona, options), async ({ journey }) => {
          await journey.run({ contract: file.contract.id, persona: persona.id });
        });
      }
    });
  };
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
function detailsOf({ id }: Persona, { personas = {}, ...all }: ContractTestOptions): TestDetails {
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
