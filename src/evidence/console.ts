import type { Subpath } from '../flow-id.ts';
import type { Summary, Verdict } from '../summary/summary.ts';
import type { Lane } from '../trace.ts';
import { visible } from './visible.ts';
import { gateCount, laneMeaning, proofHeadline, VERDICT_WORDS } from './words.ts';

type Brush = (text: string) => string;

/** Colours of a terminal; `picocolors` fits, and so does its `createColors(false)`. */
export interface Paint {
  readonly bold: Brush;
  readonly dim: Brush;
  readonly green: Brush;
  readonly red: Brush;
  readonly yellow: Brush;
}

const COLOUR: Readonly<Record<Verdict['status'], 'green' | 'red' | 'yellow'>> = {
  ready: 'green',
  blocked: 'red',
  not_readiness_evidence: 'yellow',
  interrupted: 'yellow',
};

/** The last lines of a run: verdict, reason, the one thing to do first, gates, lane, and where the packet lies. */
export function finalText(summary: Summary, packet: string, paint: Paint): string {
  const { status, reason, next_action } = summary.verdict;
  const title = paint[COLOUR[status]](paint.bold(VERDICT_WORDS[status]));
  const rows: readonly (readonly [string, string])[] = [
    ['first', paint.bold(visible(next_action))],
    ['gates', visible(gatesText(summary))],
    ...summary.lanes.map((lane) => ['lane', laneText(lane, summary)] as const),
    ...(summary.proof ? [['proof', proofLine(summary.proof)] as const] : []),
    ['packet', visible(packet)],
  ];
  const lines = rows.map(([name, text]) => `  ${paint.dim(name.padEnd(7))}${text}`);
  return [`${title}  ${visible(reason)}`, ...lines, ''].join('\n');
}

function gatesText({ gates }: Summary): string {
  const shut = gates.find((gate) => gate.state === 'shut');
  return shut ? `${gateCount(gates)}; next: ${shut.title} (${shut.fact})` : gateCount(gates);
}

function proofLine(proof: NonNullable<Summary['proof']>): string {
  return visible(`${proofHeadline(proof)}: ${proof.outcome.reason}`);
}

function laneText(lane: Lane, { proof }: Summary): string {
  return `${lane}: ${laneMeaning(lane, proof)}`;
}

/** Where a run stands: a count of tests, and what this one is about. */
export interface Progress {
  readonly number: number;
  readonly total: number;
  readonly title: string;
  readonly flow_id?: string | undefined;
  readonly subpath?: Subpath | undefined;
  readonly persona?: string | undefined;
}

/** `12 of 56  FLOW-AUTH-MFA-001 happy  staff-with-otp`; a test without a flow shows its title. Never a percentage. */
export function progressText({ number, total, title, flow_id, subpath, persona }: Progress, paint: Paint): string {
  const count = `${String(number).padStart(String(total).length)} of ${total}`;
  const about = flow_id ? [flow_id, subpath].filter(Boolean).join(' ') : title;
  return [paint.dim(count), visible(about), persona ? paint.dim(visible(persona)) : ''].filter(Boolean).join('  ');
}
