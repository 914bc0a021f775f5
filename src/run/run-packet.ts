import type { FullConfig, FullResult, Suite } from '@playwright/test/reporter';
import { buildPacket } from '../evidence/packet.ts';
import type { RunRecord } from '../evidence/run-record.ts';
import type { Finding } from '../finding.ts';
import { summarize } from '../gate/summarize.ts';
import type { Collected } from '../summary/collect.ts';
import type { Summary } from '../summary/summary.ts';
import { summaryBytes } from '../summary/summary-bytes.ts';
import type { Content } from './content.ts';
import { packageVersion } from './package-version.ts';
import type { ProofOfRun } from './proof-facts.ts';
import { runRecordOf } from './run-facts.ts';
import type { RunMode } from './run-mode.ts';

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
  /** Where the run was the proof of a contract. */
  readonly proof?: ProofOfRun | undefined;
}

/** What was decided, and the packet's files by path. */
export interface RunPacket {
  readonly summary: Summary;
  readonly run: RunRecord;
  readonly files: Map<string, Uint8Array>;
}

/** Builds the packet in memory. `audit` says what was found of the run's secrets; without it nothing was searched. */
export function buildRunPacket(facts: PacketFacts, audit?: readonly Finding[]): RunPacket {
  const { collected, content, interrupted, today, suite, proof } = facts;
  const { tests, findings } = collected;
  const given = { matrix: content.matrix, tests, findings, today, interrupted, auditFindings: audit };
  const summary = summarize({ ...given, proof: proof?.facts });
  const recorded = runRecordOf({ ...facts, tests: suite.allTests(), summary, flowproof: packageVersion() });
  const run = proof ? { ...recorded, phases: [...proof.phases], proof: proof.record } : recorded;
  const summary_json = summaryBytes(summary);
  const files = buildPacket({ summary, summary_json, run, pictures: collected.files, flows: content.documents });
  return { summary, run, files };
}
