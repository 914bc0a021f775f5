import type { Trace } from '../../trace.ts';
import { columns } from '../compare.ts';
import type { Contract, ExpectedState } from '../contract.ts';
import type { Explorations } from './explorations.ts';
import { departure, stepText } from './promise.ts';

/** What a persona is promised, and what is predicted before and after the change; columns as `state` or `state/page`. */
export interface PersonaRows {
  readonly id: string;
  readonly description: string;
  readonly promised: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Index of the first column in which promise and prediction differ; -1 where they agree. */
  readonly first_difference: number;
  /** Why a row ends early: what cannot be predicted from there on. */
  readonly unsupported: readonly string[];
}

export function personaRows(contract: Contract, before: Explorations, after: Explorations): PersonaRows[] {
  return contract.identity_graph.personas.map((persona) => {
    const promised = contract.expected_states[persona.id] ?? [];
    const predicted = after.foreseen(persona);
    return {
      id: persona.id,
      description: persona.description,
      promised: promised.map(promisedText),
      before: predictedTexts(before.foreseen(persona)),
      after: predictedTexts(predicted),
      first_difference: departure(promised, predicted)?.column ?? -1,
      unsupported: predicted.unsupported.map(({ what, reason }) => `${what}: ${reason}`),
    };
  });
}

function promisedText({ state, page }: ExpectedState): string {
  return page === undefined ? state : `${state}/${page}`;
}

function predictedTexts({ steps }: Trace): string[] {
  return columns(steps).map(stepText);
}
