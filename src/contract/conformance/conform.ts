import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { Because, BrowserState } from '../../trace.ts';
import type { SightedMachine, Way } from '../review/sighted-machine.ts';
import { edgesOf, type Layer, onward, opening } from './layers.ts';
import { type Nearest, nearestOf } from './nearest.ts';
import type { Recording } from './recording.ts';
import { type Sighting, sightingText } from './sighting.ts';

/** A page that may come next, and what leads there. */
export interface Allowed {
  readonly page: string;
  readonly state: BrowserState;
  readonly message?: string;
  readonly inputs: readonly string[];
}

/** Where a recording leaves the machine. `because`: what decided the pages that were possible before. */
export interface Excluded {
  readonly at: string;
  readonly seen: string;
  readonly because: readonly Because[];
  readonly nearest: Nearest;
}

/**
 * How far a recording can be a login of this persona. `unknown`: it leaves the machine where that does not know further.
 * `prefix`: how many pages conform. `allowed`: what may come after them. `ended`: whether the login may be over there.
 * `edges`: one way through the machine that shows the conformant pages.
 */
export interface Conformance {
  readonly persona: string;
  readonly verdict: 'conforms' | 'differs' | 'unknown';
  readonly prefix: number;
  readonly pages: number;
  readonly allowed: readonly Allowed[];
  readonly ended: boolean;
  readonly excluded?: Excluded;
  readonly unsupported?: string;
  readonly edges: readonly MachineEdge[];
}

/** Holds a recording against a persona's machine, without knowing what was done on its pages. */
export function conform(sighted: SightedMachine, recording: Recording): Conformance {
  const { sightings } = recording;
  let layer: Layer | undefined;
  for (const [index, sighting] of sightings.entries()) {
    const next: Layer = layer ? onward(sighted, layer, { sighting, recording }) : opening(sighted, sighting, recording);
    if (next.size === 0) return leaving(sighted, layer, { sighting, index, pages: sightings.length });
    layer = next;
  }
  return { ...reached(sighted, layer, sightings.length), verdict: 'conforms', pages: sightings.length };
}

type Reached = Omit<Conformance, 'verdict' | 'pages'>;

function reached(sighted: SightedMachine, layer: Layer | undefined, prefix: number): Reached {
  const { machine } = sighted;
  const arrivals = [...(layer?.values() ?? [])];
  return {
    persona: machine.persona,
    prefix,
    allowed: layer ? allowedAfter(sighted, layer) : [first(sighted)],
    ended: arrivals.some(({ to }) => to.end !== undefined),
    edges: layer ? edgesOf(layer) : [],
  };
}

interface Left {
  readonly sighting: Sighting;
  readonly index: number;
  readonly pages: number;
}

function leaving(sighted: SightedMachine, layer: Layer | undefined, { sighting, index, pages }: Left): Conformance {
  const at = reached(sighted, layer, index);
  const unsupported = blindSpot(sighted, layer) ?? HISTORY.get(sighting.page ?? '');
  const nearest = nearestOf(sighted, layer, sighting);
  const because = distinct([...(layer?.values() ?? [])].map(({ to }) => to.because));
  return {
    ...at,
    pages,
    verdict: unsupported === undefined ? 'differs' : 'unknown',
    excluded: { at: sighting.at, seen: sightingText(sighting), because, nearest },
    ...(unsupported !== undefined && { unsupported }),
  };
}

/** Pages that only appear to whoever asks for an old address again; machines know the ways of answers only. */
const HISTORY: ReadonlyMap<string, string> = new Map([
  ['login-page-expired', 'an old page was sent or asked for again (browser back), which a machine does not hold'],
]);

/** Beyond an end that the engine does not know, and beyond a cut, anything may come. */
function blindSpot({ machine, ways, initial }: SightedMachine, layer: Layer | undefined): string | undefined {
  const beyond = layer ? [...layer.keys()].flatMap((id) => ways.get(id) ?? []).map(({ to }) => to) : [initial];
  const end = beyond.find(({ page }) => page === 'unsupported');
  return end?.message ?? machine.findings.find(({ rule }) => rule === 'machine-cut')?.message;
}

function distinct(reasons: readonly Because[]): Because[] {
  return [...new Map(reasons.map((each) => [JSON.stringify(each), each])).values()];
}

function first({ initial: { page, message }, arrives }: SightedMachine): Allowed {
  return { page, state: arrives, ...(message !== undefined && { message }), inputs: ['the sign-in request'] };
}

function allowedAfter({ ways }: SightedMachine, layer: Layer): Allowed[] {
  const groups = new Map<string, { way: Way; inputs: Set<string> }>();
  for (const way of [...layer.keys()].flatMap((id) => ways.get(id) ?? [])) {
    const key = JSON.stringify([way.to.page, way.arrives, way.to.message]);
    const group = groups.get(key) ?? { way, inputs: new Set() };
    group.inputs.add(way.edge.input);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ way: { to, arrives }, inputs }) => ({
    page: to.page,
    state: arrives,
    ...(to.message !== undefined && { message: to.message }),
    inputs: [...inputs],
  }));
}
