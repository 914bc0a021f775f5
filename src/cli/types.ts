import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { typeDeclarations } from '../matrix/type-declarations.ts';
import { Problem } from '../problem.ts';
import { projectOptions, readProject } from './content.ts';
import { toStdout } from './print.ts';

interface TypesOptions {
  readonly matrix?: string;
  readonly out: string;
}

export function addTypes(program: Command): void {
  program
    .command('types')
    .description('writes the ids of the matrix as types, so that the editor offers them in flow(…)')
    .option('--matrix <file>', 'the matrix (default: flows/matrix.yaml)')
    .option('--out <file>', 'the file to write', 'flowproof-env.d.ts')
    .action(({ out, ...given }: TypesOptions) => {
      const { matrix } = readProject(projectOptions(given));
      writeText(out, typeDeclarations(matrix));
      toStdout(`${out}: ${matrix.flows.length} flows`);
    });
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    throw new Problem({
      code: 'output-unwritable',
      what: 'this file cannot be written',
      at: { file },
      next: 'name another file with --out',
    });
  }
}
