import type { FullConfig, FullResult, Suite } from '@playwright/test/reporter';
import { buildPacket } from '../evidence/packet.ts';
import type { Finding } from '../finding.ts';
import { summarize } from '../gate/summarize.ts';
import { Problem } from '../problem.ts';
import { auditFiles } from '../redaction/audit.ts';
import type { KnownSecret } from '../redaction/secret.ts';
import type { Collected } from '../summary/collect.ts';
import type { Summary, TestRow } from '../summary/summary.ts';
import { summaryBytes } from '../summary/summary-bytes.ts';
import type { Content } from './content.ts';
import { packageVersion } from './package-version.ts';
import { runKey } from './run-environment.ts';
import { runRecordOf } from './run-facts.ts';
import { isKeyOfAll } from './run-mark.ts';
import type { RunMode } from './run-mode.ts';
import { secretsOfRun } from './secrets-of-run.ts';

/** Everything a packet is made of, before anything is written. */
export interface PacketFacts {
  readonly config: FullConfig;
  readonly mode: RunMode;
  readonly suite: Suite;
  readonly result: FullResult;
  readonly content: Content;
  readonly collected: Collected;
  readonly interrupted: boolean;
  readonly today: string;
}

export interface AuditedPacket {
  readonly summary: Summary;
  readonly files: Map<string, Uint8Array>;
}

/**
 * Builds the packet in memory and looks for every secret of the run in it. Where one is found, the packet is built
 * again without anything that came out of a browser, so that what is written says that it leaked and holds no leak.
 */
export function auditedPacket(facts: PacketFacts): AuditedPacket {
  if (!canSearch(facts)) return build(facts, undefined);
  const known = secretsOfRun(facts);
  const packet = build(facts, []);
  const leaks = audit(packet, known);
  if (leaks.length === 0) return packet;
  const bare = build({ ...facts, collected: withoutBrowser(facts.collected) }, leaks);
  if (audit(bare, known).length > 0) throw unwritable(leaks);
  return bare;
}

/** A merge may be made without the key of its shards; then their secrets are not known, and nothing was searched. */
export function canSearch({ mode, config }: Pick<PacketFacts, 'mode' | 'config'>): boolean {
  return mode !== 'merge' || isKeyOfAll(config.metadata, runKey(process.env));
}

function build(facts: PacketFacts, auditFindings: readonly Finding[] | undefined): AuditedPacket {
  const { collected, content, interrupted, today, suite } = facts;
  const { tests, findings } = collected;
  const summary = summarize({ matrix: content.matrix, tests, findings, today, interrupted, auditFindings });
  const run = runRecordOf({ ...facts, tests: suite.allTests(), summary, flowproof: packageVersion() });
  const summary_json = summaryBytes(summary);
  const files = buildPacket({ summary, summary_json, run, pictures: collected.files, flows: content.documents });
  return { summary, files };
}

function audit({ files }: AuditedPacket, known: readonly KnownSecret[]): Finding[] {
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
