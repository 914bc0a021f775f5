import { unpack } from '../vectors/unpack.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A recorded login, as far as these tests look at it. */
export interface RecordedLine {
  readonly id: string;
  readonly realm: string;
  readonly server_version: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly persona: Readonly<Record<string, unknown>>;
  readonly visits: readonly Readonly<Record<string, unknown>>[];
  readonly observed?: readonly {
    readonly pages: readonly string[];
    readonly end: string;
    readonly messages?: readonly string[];
  }[];
}

/** Every recorded realm document by name. The files are the recorder's: their shape is known. */
export const REALMS = JSON.parse(unpack('realms.json')) as Readonly<Record<string, Json>>;

export function recordedLines(name: string): RecordedLine[] {
  const lines = unpack(`${name}.jsonl`).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** The server a realm was recorded on, by its name. */
export function versionOf(realm: string): string {
  return /^(26\.\d)/.exec(realm)?.[1] ?? '26.7';
}
