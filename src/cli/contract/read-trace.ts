import { readFileSync } from 'node:fs';
import { readRecordings } from '../../contract/conformance/read-recordings.ts';
import type { Recording } from '../../contract/conformance/recording.ts';
import { Problem } from '../../problem.ts';
import type { ContractFile } from '../../run/content.ts';

/** Reads what was recorded of a contract's realm; `-` is standard input. Throws `trace-invalid` problems. */
export function readTrace(file: string, { contract }: ContractFile, realm: string): Recording[] {
  const { client, redirect_uri } = contract.provider_state;
  const name = file === '-' ? '(standard input)' : file;
  return readRecordings(textOf(file), { file: name, contract: contract.id, client, redirect_uri, realm });
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new Problem({
      code: 'trace-invalid',
      what: 'this recording cannot be read',
      at: { file },
      expected: 'a file, or - for standard input',
      next: 'correct the path of the recording',
    });
  }
}
