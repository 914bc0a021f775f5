import type { MachineEdge, MachineState } from '../../keycloak/machine/machine.ts';
import type { SightedMachine, Way } from '../review/sighted-machine.ts';
import type { Recording } from './recording.ts';
import { mayBe, type Sighting } from './sighting.ts';

/** A state in which the login may be, and one way that led there. */
export interface Arrival {
  readonly to: MachineState;
  readonly edge?: MachineEdge;
  readonly before?: Arrival;
}

/** The states in which a login may be after what was seen so far, by id. */
export type Layer = ReadonlyMap<string, Arrival>;

/** Where a login may be at the first page of a recording. */
export function opening(sighted: SightedMachine, sighting: Sighting, recording: Recording): Layer {
  const { initial, arrives, ways } = sighted;
  const layer = new Map<string, Arrival>();
  if (mayBe(sighting, { to: initial, arrives })) layer.set(initial.id, { to: initial });
  if (recording.begins === 'anywhere')
    for (const way of [...ways.values()].flat())
      if (mayBe(sighting, way) && !layer.has(way.to.id)) layer.set(way.to.id, { to: way.to });
  return unseen(sighted, layer, recording);
}

interface Seeing {
  readonly sighting: Sighting;
  readonly recording: Recording;
}

/** Where it may be one page later. */
export function onward(sighted: SightedMachine, layer: Layer, { sighting, recording }: Seeing): Layer {
  const next = new Map<string, Arrival>();
  for (const before of layer.values())
    for (const way of sighted.ways.get(before.to.id) ?? [])
      if (!next.has(way.to.id) && mayBe(sighting, { ...way, from: before.to }))
        next.set(way.to.id, arrival(way, before));
  return unseen(sighted, next, recording);
}

/** What may have happened without being recorded: where only changes are, the same page came back. */
function unseen({ ways }: SightedMachine, layer: Map<string, Arrival>, { sight }: Recording): Layer {
  if (sight === 'every-page') return layer;
  for (const before of layer.values())
    for (const way of ways.get(before.to.id) ?? [])
      if (way.to.page === before.to.page && !layer.has(way.to.id)) layer.set(way.to.id, arrival(way, before));
  return layer;
}

function arrival({ to, edge }: Way, before: Arrival): Arrival {
  return { to, edge, before };
}

/** One way through the machine to the first of these states, preferably one where the login is over. */
export function edgesOf(layer: Layer): MachineEdge[] {
  const edges: MachineEdge[] = [];
  const arrivals = [...layer.values()];
  let at: Arrival | undefined = arrivals.find(({ to }) => to.end !== undefined) ?? arrivals[0];
  for (; at; at = at.before) if (at.edge) edges.push(at.edge);
  return edges.reverse();
}
