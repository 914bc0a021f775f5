import { stripVTControlCharacters } from 'node:util';
import type { TestInfo } from '@playwright/test';
import { Problem } from '../problem.ts';
import type { Scrub } from '../redaction/text.ts';
import type { ProofWatch } from './proof-watch.ts';

/** One persona about to be driven. */
interface Drive {
  readonly run: { readonly proof: ProofWatch | undefined; readonly scrub: Scrub };
  readonly testInfo: TestInfo;
  readonly persona: string;
}

/** Drives under the eye of a proof, where there is one: not when it was stopped, and never without a trace in its journal. */
export async function underProof<T>({ run, testInfo, persona }: Drive, drive: () => Promise<T>): Promise<T> {
  const { proof, scrub } = run;
  if (!proof) return drive();
  proof.begin(testInfo);
  try {
    return await drive();
  } catch (error) {
    if (!isRecorded(error)) await proof.brokenOff(persona, scrub(firstLine(error)));
    throw error;
  }
}

/** A journey that went elsewhere has its record, and needs no other. */
function isRecorded(error: unknown): boolean {
  return error instanceof Problem && error.code === 'journey-stopped';
}

function firstLine(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
