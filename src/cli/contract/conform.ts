import type { Command } from 'commander';
import { type ConformedRecording, conformContract } from '../../contract/conformance/conform-contract.ts';
import { conformanceText } from '../../contract/conformance/conformance-text.ts';
import type { Recording } from '../../contract/conformance/recording.ts';
import { contractRealms, groundOn } from '../../run/contract-realms.ts';
import { openContract } from '../../run/contract-text.ts';
import { projectOptions } from '../content.ts';
import { toStdout } from '../print.ts';
import { againstOption, type Side } from './against-option.ts';
import { readTrace } from './read-trace.ts';

interface ConformOptions {
  readonly persona?: string;
  readonly against: Side;
  readonly json?: boolean;
}

export function addConform(group: Command): void {
  group
    .command('conform')
    .description('whether recorded pages can be a login of the contract, without knowing what was done on them')
    .argument('<contract>', 'the contract: its file, or its id')
    .argument('<trace>', 'pages, a list of page ids, a HAR, or data/summary.json of a packet; - reads standard input')
    .option('--persona <id>', 'who signed in (default: as recorded, else everybody is tried)')
    .addOption(againstOption('after'))
    .option('--json', 'as JSON, and nothing else on standard output')
    .addHelpText('after', '\nExit codes: 0 every recording conforms, 1 some does not, 2 unusable input.')
    .action((contract: string, trace: string, options: ConformOptions) => {
      const told = conformed(contract, trace, options);
      toStdout(options.json ? JSON.stringify(told, inWords, 2) : conformanceText(told));
      if (told.recordings.some(({ conforms }) => conforms.length === 0)) process.exitCode = 1;
    });
}

function conformed(named: string, trace: string, { persona, against }: ConformOptions) {
  const source = openContract(named, projectOptions().contracts);
  const realms = contractRealms(source);
  const recordings = readTrace(trace, source, realms[against].document.realm);
  const sideOf = (side: Side, ones: readonly Recording[]) =>
    conformContract(groundOn(source, realms[side]), ones, persona);
  const other = OTHER[against];
  const told = sideOf(against, recordings).map((each, index) => {
    const recording = recordings[index];
    const conforms = conforming(each);
    const isOld = conforms.length === 0 && realms.before !== realms.after && recording !== undefined;
    const elsewhere = isOld ? sideOf(other, [recording]).flatMap(conforming) : [];
    return { ...each, conforms, ...(elsewhere.length > 0 && { elsewhere: { realm: other, conforms: elsewhere } }) };
  });
  return { contract: source.contract.id, realm: against, recordings: told };
}

const OTHER: Readonly<Record<Side, Side>> = { before: 'after', after: 'before' };

function conforming({ personas }: ConformedRecording): string[] {
  return personas.filter(({ verdict }) => verdict === 'conforms').map(({ persona }) => persona);
}

/** The edges of a machine as what was done, in the words of its labels. */
function inWords(key: string, value: unknown): unknown {
  return key === 'edges' && Array.isArray(value) ? value.map(({ input }: { input: string }) => input) : value;
}
