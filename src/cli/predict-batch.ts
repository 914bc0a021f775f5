import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type Answer, answerLine } from '../keycloak/batch.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import { Problem, placeText } from '../problem.ts';
import { toStderr } from './print.ts';
import { readRealmDocument } from './realm-input.ts';

/** What every line has. A line without visits asks only whether the server would take the realm. */
const lineHead = z.object({
  id: z.string(),
  realm: z.string(),
  server_version: z.string(),
  visits: z.unknown().optional(),
});

/**
 * Answers recorded logins line by line on standard output, in constant memory. Lines that cannot be answered are named on
 * standard error; returns how many there were. Throws a `bad-option` problem when the file cannot be read at all.
 */
export async function predictBatch(file: string): Promise<number> {
  const batch: Batch = {
    name: file === '-' ? '(standard input)' : file,
    folder: file === '-' ? '.' : dirname(file),
    documents: new Map(),
    bad: 0,
  };
  try {
    await pipeline(open(file), (source: Readable) => answers(batch, source), process.stdout, { end: false });
  } catch (error) {
    if (!isGone(error)) throw unreadable(error, batch.name);
  }
  return batch.bad;
}

interface Batch {
  readonly name: string;
  readonly folder: string;
  /** Parsed realm files, the one used last at the end. */
  readonly documents: Map<string, unknown>;
  bad: number;
}

function open(file: string): Readable {
  return file === '-' ? process.stdin : createReadStream(file);
}

async function* answers(batch: Batch, source: Readable): AsyncGenerator<string> {
  let number = 0;
  for await (const text of linesOf(source)) {
    number += 1;
    const answer = text.trim() === '' ? undefined : answered(batch, text, number);
    if (answer) yield `${JSON.stringify(answer)}\n`;
  }
}

/** Not `node:readline`: it throws past its reader when the stream is torn down early (seen on Node 20). */
async function* linesOf(source: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of source.setEncoding('utf8')) {
    const [first = '', ...others] = String(chunk).split('\n');
    const last = others.pop();
    if (last === undefined) rest += first;
    else {
      yield rest + first;
      yield* others;
      rest = last;
    }
  }
  yield rest;
}

function answered(batch: Batch, text: string, line: number): Answer | undefined {
  try {
    return answerText(batch, line === 1 ? text.replace(/^\uFEFF/, '') : text);
  } catch (error) {
    batch.bad += 1;
    for (const { path, what } of faultsOf(error))
      toStderr(`${placeText({ file: batch.name, line, ...(path ? { path } : {}) })}: ${what}`);
    return undefined;
  }
}

function answerText(batch: Batch, text: string): Answer {
  const source: unknown = JSON.parse(text);
  const { id, realm, server_version, visits } = lineHead.parse(source);
  const document = documentOf(batch, resolve(batch.folder, realm));
  try {
    if (visits !== undefined) return answerLine(source, document, realm);
    readRealm(document, { version: server_version, file: realm });
    return { id, visits: [], unsupported: [] };
  } catch (error) {
    if (error instanceof Problem) return { id, visits: [], unsupported: [refusal(error, realm)] };
    throw error;
  }
}

/** What the server would say to the realm: an answer, not a fault of the line. */
function refusal({ details: [first] }: Problem, realm: string): Answer['unsupported'][number] {
  return { what: first?.at ? placeText(first.at) : realm, reason: first?.what ?? '' };
}

const MOST_DOCUMENTS = 8;

function documentOf({ documents }: Batch, file: string): unknown {
  const document = documents.has(file) ? documents.get(file) : readRealmDocument(file);
  documents.delete(file);
  documents.set(file, document);
  const [oldest] = documents.keys();
  if (oldest !== undefined && documents.size > MOST_DOCUMENTS) documents.delete(oldest);
  return document;
}

interface LineFault {
  readonly path?: string;
  readonly what: string;
}

function faultsOf(error: unknown): readonly LineFault[] {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), what: message }));
  if (error instanceof Problem) return [{ what: error.message }];
  return [{ what: error instanceof SyntaxError ? `this is not JSON: ${error.message}` : String(error) }];
}

/** Whoever reads the answers has enough of them. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function unreadable(error: unknown, file: string): unknown {
  const isSystem = error instanceof Error && 'syscall' in error;
  if (!isSystem) return error;
  return new Problem({
    code: 'bad-option',
    what: 'this file cannot be read',
    at: { file },
    expected: 'a file with one recorded login per line',
    next: 'name the file with --batch, or - for standard input',
  });
}
