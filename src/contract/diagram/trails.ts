import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import { conform } from '../conformance/conform.ts';
import type { Recording } from '../conformance/recording.ts';
import type { ExpectedState } from '../contract.ts';
import type { SightedMachine } from '../review/sighted-machine.ts';
import type { DrawnPage, DrawnWay, Mark } from './drawing.ts';
import type { Folding } from './fold-machine.ts';
import { promisedWay } from './promised-way.ts';

/** A way through the picture that is marked, and what does not come on it although it should, or came although it cannot. */
export interface Trail {
  readonly mark: Mark;
  /** Folded pages in order, without repetitions that follow one another. */
  readonly stops: readonly string[];
  readonly edges: readonly MachineEdge[];
  readonly stranger?: { readonly page: DrawnPage; readonly way?: DrawnWay };
}

/** The way that is promised, as far as it goes. */
export function promisedTrail(sighted: SightedMachine, folding: Folding, promised: readonly ExpectedState[]): Trail {
  const { begins, edges, missing } = promisedWay(sighted, promised);
  const stops = begins ? stopsOf(sighted, folding, edges) : [];
  if (!missing) return { mark: 'promised', stops, edges };
  const named = [missing.state, missing.page].filter(Boolean).join('/');
  const name = `Promised, and never comes: ${named}`;
  return {
    mark: 'promised',
    stops,
    edges,
    stranger: strangerAt(stops.at(-1), { id: 'promised and missing', name, label: 'promised' }),
  };
}

/** A way that shows what was seen, as far as there is one. */
export function seenTrail(sighted: SightedMachine, folding: Folding, observed: Recording): Trail {
  const { edges, excluded, prefix } = conform(sighted, observed);
  const stops = prefix > 0 ? stopsOf(sighted, folding, edges) : [];
  if (!excluded) return { mark: 'seen', stops, edges };
  const name = `Seen, and cannot come: ${excluded.seen}`;
  return {
    mark: 'seen',
    stops,
    edges,
    stranger: strangerAt(stops.at(-1), { id: 'seen and impossible', name, label: 'seen' }),
  };
}

function stopsOf({ initial }: SightedMachine, folding: Folding, edges: readonly MachineEdge[]): string[] {
  const stops = [initial.id, ...edges.map(({ to }) => to)].map((id) => folding.get(id)?.id ?? id);
  return stops.filter((id, index) => id !== stops[index - 1]);
}

interface Strange {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

function strangerAt(from: string | undefined, { id, name, label }: Strange): NonNullable<Trail['stranger']> {
  const marks = ['contradiction'] as const;
  const page: DrawnPage = { id, name, lines: ['contradiction'], shape: 'refusal', marks, is_first: false };
  return { page, ...(from !== undefined && { way: { from, to: id, labels: [`contradiction: ${label}`], marks } }) };
}
