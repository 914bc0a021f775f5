import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { Problem } from '../problem.ts';
import type { Span } from './users-scan.ts';

/** Bytes read at a time. */
const PIECE = 1 << 20;

/** The file in pieces, each valid until the next is asked for. Throws the problem of a file that cannot be read. */
export function* pieces(file: string): Generator<Uint8Array> {
  const descriptor = readable(file, () => openSync(file, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const count = readable(file, () => readSync(descriptor, buffer, 0, PIECE, null));
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The whole file as text. */
export function readText(file: string): string {
  return readable(file, () => readFileSync(file, 'utf8'));
}

/** Some stretches of a file, one after the other. */
export function readSpans(file: string, spans: readonly Span[]): Buffer {
  const descriptor = readable(file, () => openSync(file, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(spans.reduce((size, { start, end }) => size + end - start, 0));
    let at = 0;
    for (const { start, end } of spans) at += fill(descriptor, buffer.subarray(at, at + end - start), start);
    return buffer.subarray(0, at);
  } finally {
    closeSync(descriptor);
  }
}

/** A single `readSync` may return less than was asked for. */
function fill(descriptor: number, target: Buffer, position: number): number {
  let done = 0;
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Problem({
      code: 'realm-invalid',
      what: 'this file cannot be read',
      at: { file },
      expected: 'a realm export, or a folder that an export wrote',
      next: 'check the path and who may read it',
    });
  }
}
