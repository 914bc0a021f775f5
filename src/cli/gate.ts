import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { PacketFiles } from '../evidence/bag.ts';
import { finalText } from '../evidence/console.ts';
import { judgePacket } from '../evidence/judge-packet.ts';
import { exitCode } from '../gate/exit-code.ts';
import { Problem } from '../problem.ts';
import { toStdout } from './print.ts';

/** The gate as a command: for pipelines in which the exit code of the test run is not the one that decides. */
export function addGate(program: Command): void {
  program
    .command('gate')
    .description(
      'judges a packet again and exits with 0 when it is ready, 1 when a gate is shut, 2 when it was changed',
    )
    .argument('[packet]', 'folder of the packet', 'uat-packet')
    .option('--json', 'verdict and gates as JSON, and nothing else on standard output')
    .action((packet: string, { json }: { json?: boolean }) => {
      const judged = judgePacket(filesOf(packet), new Date().toISOString().slice(0, 10));
      const { verdict, gates } = judged;
      toStdout(json ? JSON.stringify({ verdict, gates }, null, 2) : finalText(judged, packet, pc).trimEnd());
      process.exitCode = exitCode(judged);
    });
}

/** Every file below the folder, by path with slashes. */
function filesOf(folder: string): PacketFiles {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    return new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file)]));
  } catch {
    throw new Problem({
      code: 'bad-option',
      what: 'this folder cannot be read',
      at: { file: folder },
      expected: 'the folder of a packet',
      next: 'name the folder that a run wrote, or run "npx playwright test" first',
    });
  }
}
