import type { Finding } from '../../finding.ts';
import { Problem } from '../../problem.ts';
import { authorize, submit } from '../engine.ts';
import { findUser } from '../flow/run.ts';
import type { Transition } from '../outcome.ts';
import type { Realm } from '../realm.ts';
import type { Request } from '../request.ts';
import { emptyWorld, type World } from '../world.ts';
import { choicesOn } from './choices.ts';
import { describeState } from './describe-state.ts';
import type { Machine, MachineEdge, MachineState } from './machine.ts';
import { restedWorld } from './rested-world.ts';
import { createStateKeys } from './state-key.ts';

/**
 * Whose login of which request is explored. `limit`: the most states, 2000 unless told. `now` in epoch seconds. `world`:
 * what went before, such as a session.
 */
export interface Exploration {
  readonly realm: Realm;
  /** Username of a user of the realm. */
  readonly persona: string;
  readonly request: Request;
  readonly limit?: number;
  readonly now?: number;
  readonly world?: World;
}

const DEFAULT_LIMIT = 2000;

/**
 * Explores breadth-first everything that can happen in one login of this person: each answer right, wrong or empty, each
 * other way, each detour. No two states are merged that the server tells apart. Time stands still, so that no lock runs out
 * and nothing expires on the way; only attempts are a second apart. Throws a `persona-unknown` problem.
 */
export function exploreMachine(exploration: Exploration): Machine {
  const world = exploration.world ?? emptyWorld(exploration.now ?? 0);
  const persona = personaIn(exploration, world);
  const draft = newDraft(exploration, persona);
  const initial = enter(draft, authorize(exploration.realm, world, exploration.request)) ?? '';
  for (const place of draft.open) follow(draft, place);
  const { states, edges } = draft;
  return { persona, initial, states, edges, findings: cutFinding(draft) };
}

function personaIn({ realm, persona }: Exploration, world: World): string {
  const user = findUser(realm, world, persona);
  if (user) return user.username;
  throw new Problem({
    code: 'persona-unknown',
    what: `realm "${realm.name}" has no user "${persona}"`,
    expected: 'the username of a user of the realm',
    next: 'add the user to the realm export, or name another persona',
  });
}

/** A state whose ways on are still to be explored. */
interface Place {
  readonly id: string;
  readonly transition: Transition;
}

interface Draft {
  readonly exploration: Exploration;
  readonly persona: string;
  readonly limit: number;
  readonly ids: Map<string, string>;
  readonly names: Map<string, number>;
  readonly states: MachineState[];
  readonly edges: MachineEdge[];
  /** Grows while it is walked. */
  readonly open: Place[];
  readonly cuts: { from: string; input: string }[];
  readonly keyOf: (transition: Transition) => string;
}

function newDraft(exploration: Exploration, persona: string): Draft {
  const { limit = DEFAULT_LIMIT } = exploration;
  return {
    exploration,
    persona,
    limit,
    ids: new Map(),
    names: new Map(),
    states: [],
    edges: [],
    open: [],
    cuts: [],
    keyOf: createStateKeys(),
  };
}

function follow(draft: Draft, { id, transition }: Place): void {
  const { realm } = draft.exploration;
  const { world, login, outcome } = transition;
  if (!login || outcome.kind !== 'page') return;
  for (const { label, input } of choicesOn({ realm, world, username: draft.persona, page: outcome })) {
    const to = enter(draft, submit(realm, world, login, input));
    if (to === undefined) draft.cuts.push({ from: id, input: label });
    else draft.edges.push({ from: id, input: label, does: input, to });
  }
}

/** The id of the state; a new state only while there is room. */
function enter(draft: Draft, { world, login, outcome }: Transition): string | undefined {
  const rested = {
    world: restedWorld(world, draft.exploration.realm.brute_force),
    ...(login ? { login } : {}),
    outcome,
  };
  const key = draft.keyOf(rested);
  const known = draft.ids.get(key);
  if (known !== undefined || draft.states.length >= draft.limit) return known;
  const { name, ...state } = describeState(outcome);
  const id = nextId(draft, name);
  draft.ids.set(key, id);
  draft.states.push({ id, ...state });
  draft.open.push({ id, transition: rested });
  return id;
}

function nextId({ names }: Draft, name: string): string {
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : `${name}~${count}`;
}

function cutFinding({ cuts, limit, persona }: Draft): Finding[] {
  const [first] = cuts;
  if (!first) return [];
  return [
    {
      rule: 'machine-cut',
      severity: 'warning',
      at: `${persona}: ${first.from}`,
      message: `the machine has more than ${limit} states: ${cuts.length} ways on were left out, first "${first.input}" on "${first.from}"`,
      help: 'explore with a higher limit, or take what the machine shows as the beginning only',
    },
  ];
}
