import { relative } from 'node:path';
import type { FullConfig, FullResult, TestCase } from '@playwright/test/reporter';
import type { RunRecord } from '../evidence/run-record.ts';
import { daysUntil } from '../matrix/expiry.ts';
import type { Summary } from '../summary/summary.ts';

/** What differs between two equal runs. `versions` without Playwright's, which the config tells. */
export interface Volatile {
  readonly config: FullConfig;
  readonly result: FullResult;
  readonly tests: readonly TestCase[];
  readonly summary: Summary;
  readonly today: string;
  readonly flowproof: string;
}

/** The volatile half of the packet. Locations are relative to the folder of the config. */
export function runRecordOf({ config, result, tests, summary, today, flowproof }: Volatile): RunRecord {
  const { startTime, duration } = result;
  const started_at = startTime.toISOString();
  return {
    version: 1,
    packet_id: started_at.replace(/[^0-9]/g, ''),
    started_at,
    ended_at: new Date(startTime.getTime() + duration).toISOString(),
    duration_ms: Math.round(duration),
    today,
    ...(summary.lanes[0] && { lane: summary.lanes[0] }),
    versions: { flowproof, playwright: config.version, node: process.version },
    phases: [],
    provider_log: [],
    locations: Object.fromEntries(tests.map((test) => [test.id, locationOf(test, config.rootDir)])),
    durations_ms: Object.fromEntries(tests.map((test) => [test.id, durationOf(test)])),
    waivers: waiversOf(summary, today),
  };
}

function locationOf({ location }: TestCase, root: string): string {
  return `${relative(root, location.file)}:${location.line}`;
}

function durationOf({ results }: TestCase): number {
  return Math.round(results.reduce((sum, { duration }) => sum + Math.max(0, duration), 0));
}

function waiversOf({ flows }: Summary, today: string): RunRecord['waivers'] {
  return flows.flatMap(({ flow_id, cells }) =>
    cells.flatMap(({ subpath, waiver }) =>
      waiver ? [{ flow_id, subpath, days_left: daysUntil(waiver.expires, today) }] : [],
    ),
  );
}
