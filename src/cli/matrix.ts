import type { Command } from 'commander';
import { checkMatrix } from '../matrix/check.ts';
import { projectOptions, readProject } from './content.ts';
import { reportFindings } from './findings.ts';

interface MatrixOptions {
  readonly matrix?: string;
  readonly json?: boolean;
}

export function addMatrix(program: Command): void {
  program
    .command('matrix')
    .description('works on the flow coverage matrix')
    .command('check')
    .description('reads the matrix strictly and says what is missing, expired or ambiguous in it')
    .option('--matrix <file>', 'the matrix (default: flows/matrix.yaml)')
    .option('--json', 'findings as JSON, and nothing else on standard output')
    .action(({ json = false, ...given }: MatrixOptions) => {
      const { matrix } = readProject(projectOptions(given));
      const today = new Date().toISOString().slice(0, 10);
      const clean = `${matrix.flows.length} flows, ${matrix.flows.length * 8} subpaths: nothing to report`;
      reportFindings(checkMatrix(matrix, { today }), { json, clean });
    });
}
