import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Recording } from '../../contract/conformance/recording.ts';
import type { Persona } from '../../contract/contract.ts';
import { contractDiagrams, type Wanted } from '../../contract/diagram/contract-diagrams.ts';
import { mermaidText } from '../../contract/diagram/mermaid.ts';
import { personasOf } from '../../contract/personas-of.ts';
import { Problem } from '../../problem.ts';
import { contractRealms, groundOn } from '../../run/contract-realms.ts';
import { openContract } from '../../run/contract-text.ts';
import { diagramFiles } from '../../run/diagram-files.ts';
import { projectOptions } from '../content.ts';
import { toStdout } from '../print.ts';
import { againstOption, type Side } from './against-option.ts';
import { readTrace } from './read-trace.ts';

interface DiagramOptions {
  readonly out: string;
  readonly persona?: string;
  readonly seen?: string;
  readonly against: Side;
  readonly mermaid?: boolean;
  readonly json?: boolean;
}

export function addDiagram(group: Command): void {
  group
    .command('diagram')
    .description('draws what can happen in the sign-in of each persona, and what is promised of it')
    .argument('<contract>', 'the contract: its file, or its id')
    .option('--out <folder>', 'where the pictures go, as SVG and as Mermaid text', 'flow-diagrams')
    .option('--persona <id>', 'one persona alone (default: all; those with the same picture share one)')
    .option('--seen <trace>', 'recorded pages to draw in, as contract conform reads them')
    .addOption(againstOption('after'))
    .option('--mermaid', 'prints Mermaid text instead, and writes nothing')
    .option('--json', 'what was written as JSON, and nothing else on standard output')
    .action(async (contract: string, options: DiagramOptions) => {
      const source = openContract(contract, projectOptions().contracts);
      const realm = contractRealms(source)[options.against];
      const ground = groundOn(source, realm);
      const personas = personasOf(source.contract, options.persona);
      const recordings = options.seen === undefined ? [] : readTrace(options.seen, source, realm.document.realm);
      const wanted: Wanted = { personas, observed: seenBy(recordings, personas) };
      if (options.mermaid)
        toStdout(
          contractDiagrams(ground, wanted)
            .map(({ drawing }) => mermaidText(drawing))
            .join('\n'),
        );
      else report(await diagramFiles(ground, wanted), options);
    });
}

/** The first recording of each persona. One that does not say whose it is belongs to the only persona drawn. */
function seenBy(recordings: readonly Recording[], personas: readonly Persona[]): ReadonlyMap<string, Recording> {
  const [only, ...others] = personas;
  const seen = new Map<string, Recording>();
  for (const recording of recordings) {
    const id = recording.persona ?? (others.length === 0 ? only?.id : undefined);
    if (id === undefined) throw ownerless();
    if (!seen.has(id)) seen.set(id, recording);
  }
  return seen;
}

function ownerless(): Problem {
  return new Problem({
    code: 'bad-option',
    what: 'the recording does not say who signed in',
    expected: '--persona ID beside --seen',
    next: 'name the persona; contract conform says who it can have been',
  });
}

function report(diagrams: Awaited<ReturnType<typeof diagramFiles>>, { out, json }: DiagramOptions): void {
  const written = diagrams.map(({ personas, files }) => ({ personas, files: [...files.keys()] }));
  try {
    mkdirSync(out, { recursive: true });
    for (const { files } of diagrams) for (const [name, text] of files) writeFileSync(join(out, name), text);
  } catch {
    throw new Problem({
      code: 'output-unwritable',
      what: 'the pictures cannot be written into this folder',
      at: { file: out },
      next: 'name another folder with --out',
    });
  }
  if (json) toStdout(JSON.stringify({ folder: out, diagrams: written }, null, 2));
  else for (const { personas, files } of written) toStdout(`${join(out, files[0] ?? '')}: ${personas.join(', ')}`);
}
