import { createHash } from 'node:crypto';
import type { TestResult } from '@playwright/test/reporter';
import type { z } from 'zod';
import type { Finding } from '../finding.ts';
import {
  EVIDENCE_TYPE,
  type EvidenceRecord,
  evidenceRecord,
  JOURNEY_TYPE,
  type JourneyRecord,
  journeyRecord,
} from '../journal.ts';
import type { Step } from '../trace.ts';
import type { Picture, TestJourney } from './summary.ts';

type Attachment = TestResult['attachments'][number];

/** Gives the bytes of an attachment that was handed over as a file; undefined when the file is gone. */
export type ReadAttachment = (path: string) => Uint8Array | undefined;

/** What a worker wrote down about one attempt. `files` are the pictures that were named, by path below `data/`. */
export interface Journal {
  readonly journeys: readonly TestJourney[];
  readonly pictures: readonly Picture[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly findings: readonly Finding[];
}

interface Stored {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

const NOTHING: Journal = { journeys: [], pictures: [], files: new Map(), findings: [] };
const RECORD_TYPES: readonly string[] = [JOURNEY_TYPE, EVIDENCE_TYPE];

/** Reads the records of one attempt. Attachments that no record names are left alone: nothing enters unnamed. */
export function readJournal(attachments: readonly Attachment[], at: string, read: ReadAttachment): Journal {
  if (!attachments.some(({ contentType }) => RECORD_TYPES.includes(contentType))) return NOTHING;
  const findings: Finding[] = [];
  const files = new Map<string, Uint8Array>();
  const store = (name: string): Stored | undefined => {
    const stored = storedPicture(attachments, name, read);
    if (stored) files.set(stored.path, stored.bytes);
    else findings.push(pictureMissing(at, name));
    return stored;
  };
  const records = <T>(type: string, schema: z.ZodType<T>): T[] =>
    attachments
      .filter((attachment) => attachment.contentType === type)
      .flatMap((attachment) => {
        const record = schema.safeParse(json(bytesOf(attachment, read)));
        if (!record.success) findings.push(journalUnreadable(at, attachment.name));
        return record.success ? [record.data] : [];
      });
  const journeys = records(JOURNEY_TYPE, journeyRecord).map((record) => testJourney(record, store));
  const pictures = records(EVIDENCE_TYPE, evidenceRecord).map((record) => testPicture(record, store));
  return { journeys, pictures, files, findings };
}

type Store = (name: string) => Stored | undefined;

function testJourney({ version: _, observed, ...rest }: JourneyRecord, store: Store): TestJourney {
  return { ...rest, observed: { ...observed, steps: observed.steps.map((step) => pictured(step, store)) } };
}

function pictured({ picture, ...step }: Step, store: Store): Step {
  const stored = picture === undefined ? undefined : store(picture);
  return stored ? { ...step, picture: stored.path } : step;
}

function testPicture({ version: _, picture, ...rest }: EvidenceRecord, store: Store): Picture {
  if (rest.status === 'withheld' || picture === undefined) return rest;
  const stored = store(picture);
  if (!stored) return { ...rest, status: 'withheld', reason: 'The picture was lost before the end of the run.' };
  return { ...rest, path: stored.path, sha256: stored.sha256 };
}

/** Two different pictures under one name cannot be told apart, so neither counts. */
function storedPicture(attachments: readonly Attachment[], name: string, read: ReadAttachment): Stored | undefined {
  const found = attachments
    .filter((attachment) => attachment.name === name && attachment.contentType === 'image/png')
    .flatMap((attachment) => bytesOf(attachment, read) ?? [])
    .map((bytes) => ({ bytes, sha256: createHash('sha256').update(bytes).digest('hex') }));
  const [first] = found;
  if (!first || found.some(({ sha256 }) => sha256 !== first.sha256)) return undefined;
  return { ...first, path: `evidence/${first.sha256.slice(0, 16)}.png` };
}

function bytesOf({ body, path }: Attachment, read: ReadAttachment): Uint8Array | undefined {
  return body ?? (path === undefined ? undefined : read(path));
}

function json(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function pictureMissing(at: string, name: string): Finding {
  const message = `The picture "${name}" of the test "${at}" is missing or stands for two different pictures.`;
  const help = 'Attach each picture once, by body, under a name of its own.';
  return { rule: 'picture-missing', severity: 'error', at, message, help };
}

function journalUnreadable(at: string, name: string): Finding {
  const message = `The record "${name}" of the test "${at}" cannot be read, so it proves nothing.`;
  const help = 'Use the same version of flowproof in the tests and in the reporter, and run again.';
  return { rule: 'journal-unreadable', severity: 'error', at, message, help };
}
