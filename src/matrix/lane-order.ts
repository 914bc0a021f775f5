import { LANES, type Lane } from '../trace.ts';

/**
 * How much a lane proves. The environment lanes share one rank: what holds in `dev` does not hold in `demo` for that,
 * since routes, fixtures and versions differ.
 */
const RANK: Readonly<Record<Lane, number>> = { simulated: 0, disposable: 1, kind: 2, dev: 2, demo: 2 };

/** Whether a result from `ran` proves what `demanded` asks for: the same lane, or a stronger one. */
export function satisfies(ran: Lane | undefined, demanded: Lane): boolean {
  if (ran === undefined) return demanded === 'simulated';
  return ran === demanded || RANK[ran] > RANK[demanded];
}

/** The lane that proves least; undefined when none is given. */
export function weakest(lanes: readonly Lane[]): Lane | undefined {
  return LANES.find((lane) => lanes.includes(lane));
}

/** The lane that proves most; undefined when none is given. */
export function strongest(lanes: readonly Lane[]): Lane | undefined {
  return LANES.findLast((lane) => lanes.includes(lane));
}
