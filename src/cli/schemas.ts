import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { contractJsonSchema } from '../contract/contract.ts';
import { matrixJsonSchema } from '../matrix/matrix.ts';
import { Problem } from '../problem.ts';
import { toStdout } from './print.ts';

/** File names of the JSON Schemas, as `# yaml-language-server: $schema=` lines name them. */
const SCHEMAS = { 'contract.schema.json': contractJsonSchema, 'matrix.schema.json': matrixJsonSchema } as const;

const EXAMPLE = `
An editor with the YAML language server reads the first line of a contract or of the matrix; the package has them built:
  # yaml-language-server: $schema=../../node_modules/flowproof/dist/schemas/contract.schema.json
  # yaml-language-server: $schema=../node_modules/flowproof/dist/schemas/matrix.schema.json`;

/** The package ships them in `dist/schemas`, written by its build. */
export function addSchemas(program: Command): void {
  program
    .command('schemas')
    .description('writes the JSON Schemas of contract and matrix, so that editors complete and check them')
    .option('--out <folder>', 'the folder to write into', 'schemas')
    .addHelpText('after', EXAMPLE)
    .action(({ out }: { readonly out: string }) => {
      writeSchemas(out);
      toStdout(`${out}: ${Object.keys(SCHEMAS).join(', ')}`);
    });
}

function writeSchemas(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, schema] of Object.entries(SCHEMAS))
      writeFileSync(join(folder, name), `${JSON.stringify(schema(), null, 2)}\n`);
  } catch {
    throw new Problem({
      code: 'output-unwritable',
      what: 'the schemas cannot be written into this folder',
      at: { file: folder },
      next: 'name another folder with --out',
    });
  }
}
