import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Subpath } from '../../src/flow-id.ts';
import { type Cell, type FlowRow, type Summary, summary } from '../../src/summary/summary.ts';

/** Where a run leaves its packet unless told otherwise. */
export function packetOf(folder: string): string {
  return join(folder, 'uat-packet');
}

export function hasPacket(folder: string): boolean {
  return existsSync(packetOf(folder));
}

export function summaryBytesOf(folder: string): string {
  return readFileSync(join(packetOf(folder), 'data', 'summary.json'), 'utf8');
}

export function summaryOf(folder: string): Summary {
  return summary.parse(JSON.parse(summaryBytesOf(folder)));
}

export function rowOf({ flows }: Summary, flow_id: string): FlowRow {
  const row = flows.find((one) => one.flow_id === flow_id);
  if (!row) throw new Error(`the summary has no row ${flow_id}`);
  return row;
}

export function cellOf(summary: Summary, flow_id: string, subpath: Subpath = 'happy'): Cell {
  const cell = rowOf(summary, flow_id).cells.find((one) => one.subpath === subpath);
  if (!cell) throw new Error(`the row ${flow_id} has no cell ${subpath}`);
  return cell;
}

/** Pictures of a packet by name, in order. */
export function picturesOf(folder: string): Map<string, string> {
  const evidence = join(packetOf(folder), 'data', 'evidence');
  const names = existsSync(evidence) ? readdirSync(evidence).sort() : [];
  return new Map(names.map((name) => [name, readFileSync(join(evidence, name)).toString('base64')]));
}
