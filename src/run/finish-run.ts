import type { FullConfig, FullResult, Suite } from '@playwright/test/reporter';
import pc from 'picocolors';
import { finalText } from '../evidence/console.ts';
import { proofText } from '../evidence/proof-text.ts';
import { writePacket } from '../evidence/write-packet.ts';
import { failsRun } from '../gate/exit-code.ts';
import { collect, wasInterrupted } from '../summary/collect.ts';
import type { Declaration } from '../summary/declaration.ts';
import type { Lane } from '../trace.ts';
import { readContent } from './content.ts';
import { leftOut } from './left-out.ts';
import type { ResolvedOptions } from './options.ts';
import { openProofJournal } from './proof-journal.ts';
import { type ProofRequest, readProofRequest } from './proof-request.ts';
import { readAttachment } from './read-attachment.ts';
import { runKey } from './run-environment.ts';
import { isKeyOfAll } from './run-mark.ts';
import type { RunMode } from './run-mode.ts';
import { buildRunPacket, type PacketFacts, type RunPacket } from './run-packet.ts';

/** A run that has ended, as the reporter saw it. `write` prints lines. */
export interface EndedRun {
  readonly config: FullConfig;
  readonly suite: Suite;
  readonly result: FullResult;
  readonly mode: RunMode;
  readonly options: ResolvedOptions;
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly write: (text: string) => void;
}

/** What a test without a journey may claim, by the provider of its run. */
const LANES: Readonly<Record<ResolvedOptions['provider'], Lane>> = { embedded: 'simulated', keycloak: 'disposable' };

/** Writes the packet, says the verdict, and gives the status the run shall have: `failed` when a gate is shut. */
export async function finishRun(run: EndedRun): Promise<FullResult['status']> {
  const { mode, result, options, write } = run;
  const early = withoutPacket(run);
  if (early) {
    if (early.notice) write(early.notice);
    return early.status;
  }
  const content = readContent(options);
  const collected = collect(run.suite, {
    declared: run.declared,
    readAttachment,
    laneOf: () => LANES[options.provider],
  });
  const findings = [...collected.findings, ...leftOut(run.config, mode)];
  const interrupted = wasInterrupted(result.status);
  const seen = { ...run, content, collected: { ...collected, findings }, interrupted, today: today() };
  const request = readProofRequest(process.env);
  const facts = request ? await withProof(request, seen) : seen;
  const packet = canSearch(run) ? await searched(facts) : unsearched(facts, write);
  const { summary } = packet;
  await writePacket(options.packet, packet.files);
  if (request) openProofJournal(request.folder).note({ kind: 'packet' });
  write(`\n${request ? proofText(packet, options.packet, pc) : finalText(summary, options.packet, pc)}`);
  if (!failsRun(summary)) return result.status;
  // Playwright ignores the status a reporter returns while it merges; only an error makes it fail.
  if (mode === 'merge') throw new Error(`the gate is shut: ${summary.verdict.reason}`);
  return result.status === 'passed' ? 'failed' : result.status;
}

/** What only a proof needs is only loaded for one. */
async function withProof(request: ProofRequest, facts: PacketFacts): Promise<PacketFacts> {
  const { proofFactsOf } = await import('./proof-packet.ts');
  return proofFactsOf(request, facts);
}

/** A merge may be made without the key of its shards; then their secrets are not known, and nothing is searched. */
function canSearch({ mode, config }: EndedRun): boolean {
  return mode !== 'merge' || isKeyOfAll(config.metadata, runKey(process.env));
}

/** What searches, and knows realms and pictures for it, is only loaded where there is something to search for. */
async function searched(facts: PacketFacts): Promise<RunPacket> {
  const { auditedPacket } = await import('./audited-packet.ts');
  return auditedPacket(facts);
}

function unsearched(facts: PacketFacts, write: EndedRun['write']): RunPacket {
  write(KEY_MISSING);
  return buildRunPacket(facts);
}

const KEY_MISSING =
  'the secrets of the shards are not known here: give all shards and the merge the same FLOWPROOF_RUN_KEY, 64 hexadecimal digits';

interface Early {
  readonly status: FullResult['status'];
  readonly notice?: string;
}

/** Runs that make no packet. Where nothing could begin, one would replace good evidence by nothing. */
function withoutPacket({ mode, result: { status }, config: { shard }, suite }: EndedRun): Early | undefined {
  if (mode === 'list' || mode === 'watch') return { status };
  if (mode === 'shard') {
    const part = `shard ${shard?.current} of ${shard?.total}`;
    return { status, notice: `${part}: the packet is made when the blob reports are merged` };
  }
  if (suite.allTests().length > 0 || hasBegun(readProofRequest(process.env))) return undefined;
  const notice = 'no test could begin, so no packet was written; an earlier one is left as it was';
  return { status: status === 'passed' ? 'failed' : status, notice };
}

/** A proof that was cut off while its realm was made has something to tell without any test. */
function hasBegun(request: ProofRequest | undefined): boolean {
  return (
    request !== undefined &&
    openProofJournal(request.folder)
      .entries()
      .some(({ kind }) => kind === 'step')
  );
}

/** The calendar date in UTC, `YYYY-MM-DD`; waivers are held against it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
