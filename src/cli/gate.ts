import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';
import { finalText } from '../evidence/console.ts';
import { exitCode } from '../gate/exit-code.ts';
import { Problem } from '../problem.ts';
import { type Summary, summary } from '../summary/summary.ts';
import { toStdout } from './print.ts';

/** The gate as a command: for pipelines in which the exit code of the test run is not the one that decides. */
export function addGate(program: Command): void {
  program
    .command('gate')
    .description('reads a packet and exits with 0 when it is ready, 1 when a gate is shut')
    .argument('[packet]', 'folder of the packet', 'uat-packet')
    .option('--json', 'verdict and gates as JSON, and nothing else on standard output')
    .action((packet: string, { json }: { json?: boolean }) => {
      const read = readSummary(join(packet, 'data', 'summary.json'));
      const { verdict, gates } = read;
      toStdout(json ? JSON.stringify({ verdict, gates }, null, 2) : finalText(read, packet, pc).trimEnd());
      process.exitCode = exitCode(read);
    });
}

function readSummary(file: string): Summary {
  const parsed = summary.safeParse(parseJson(file));
  if (parsed.success) return parsed.data;
  throw noPacket(file, 'this is no summary that this version can read');
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw noPacket(file, 'there is no readable summary');
  }
}

function noPacket(file: string, what: string): Problem {
  return new Problem({
    code: 'bad-option',
    what,
    at: { file },
    expected: 'the folder of a packet',
    next: 'name the folder that a run wrote, or run "npx playwright test" first',
  });
}
