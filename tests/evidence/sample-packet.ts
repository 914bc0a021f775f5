import { canonicalJson } from '../../src/evidence/canonical-json.ts';
import type { PacketInput } from '../../src/evidence/packet.ts';
import { listedPictures } from '../../src/evidence/picture-files.ts';
import type { RunRecord } from '../../src/evidence/run-record.ts';
import { type Summary, summary as summarySchema } from '../../src/summary/summary.ts';
import { drawForm } from './sample-picture.ts';

export const SAMPLE_FLOWS: ReadonlyMap<string, string> = new Map([
  ['matrix.yaml', 'version: 1\nflows: []\n'],
  ['contracts/mfa-rollout.yaml', 'version: 1\npersonas: []\n'],
]);

/** The volatile side of a sample run. */
export function sampleRun(summary: Summary): RunRecord {
  return {
    version: 1,
    packet_id: 'uat-20261121-1042-7f3a',
    started_at: '2026-11-21T10:42:07.120Z',
    ended_at: '2026-11-21T10:45:12.400Z',
    duration_ms: 185_280,
    today: '2026-11-21',
    lane: 'disposable',
    revision: '4be81d2',
    versions: { flowproof: '0.1.0', playwright: '1.65.1', node: '20.20.2', browser: 'Chromium 156.0.8078.79' },
    phases: [
      { name: 'Starting the provider', duration_ms: 21_400 },
      { name: 'Driving journeys', duration_ms: 151_000 },
      { name: 'Writing the packet', duration_ms: 840 },
    ],
    provider_log: ['Keycloak 26.5.0 started in 18.2 s', 'realm acme imported', 'realm acme deleted'],
    locations: Object.fromEntries(
      summary.tests.map((test, index) => [test.id, `tests/e2e/sign-in.spec.ts:${index + 10}`]),
    ),
    durations_ms: Object.fromEntries(summary.tests.map((test, index) => [test.id, 900 + index * 37])),
    waivers: [{ flow_id: 'FLOW-ACCOUNT-PROFILE-002', subpath: 'recovery', days_left: 24 }],
  };
}

/** Everything a packet is built from, with real pictures. */
export async function samplePacket(given: Summary): Promise<PacketInput> {
  const summary = summarySchema.parse(given);
  const paths = [...new Set(summary.tests.flatMap(listedPictures).map(({ path }) => path))];
  const drawn = await Promise.all(paths.map(async (path) => [path, await drawForm(pageOf(path))] as const));
  return {
    summary,
    summary_json: canonicalJson(summary),
    run: sampleRun(summary),
    pictures: new Map(drawn),
    flows: SAMPLE_FLOWS,
  };
}

function pageOf(path: string): string {
  return path.replace(/^.*\/\d+-/, '').replace('.png', '');
}
