import type { Finding } from '../finding.ts';
import { Problem } from '../problem.ts';
import { auditFiles } from '../redaction/audit.ts';
import type { KnownSecret } from '../redaction/secret.ts';
import type { Collected } from '../summary/collect.ts';
import type { TestRow } from '../summary/summary.ts';
import { buildRunPacket, type PacketFacts, type RunPacket } from './run-packet.ts';
import { secretsOfRun } from './secrets-of-run.ts';

/**
 * Builds the packet in memory and looks for every secret of the run in it. Where one is found, the packet is built
 * again without anything that came out of a browser, so that what is written says that it leaked and holds no leak.
 */
export function auditedPacket(facts: PacketFacts): RunPacket {
  const known = secretsOfRun(facts);
  const packet = buildRunPacket(facts, []);
  const leaks = audit(packet, known);
  if (leaks.length === 0) return packet;
  const bare = buildRunPacket({ ...facts, collected: withoutBrowser(facts.collected) }, leaks);
  if (audit(bare, known).length > 0) throw unwritable(leaks);
  return bare;
}

function audit({ files }: RunPacket, known: readonly KnownSecret[]): Finding[] {
  return auditFiles(
    [...files].map(([path, bytes]) => ({ path, bytes })),
    known,
  );
}

function withoutBrowser({ tests, findings }: Collected): Collected {
  const bare = tests.map((test): TestRow => ({ ...test, journeys: [], pictures: [] }));
  return { tests: bare, findings, files: new Map() };
}

function unwritable(leaks: readonly Finding[]): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: `the packet was not written, because it holds secrets of the run: ${leaks.map(({ at }) => at).join(', ')}`,
    next: 'look for generated values in test titles and in the files of flows/, and remove them',
  });
}
