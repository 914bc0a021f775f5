import { type Behaviour, behaviourOf } from '../contract/behaviour.ts';
import type { Persona } from '../contract/contract.ts';
import { personaMachine } from '../contract/foresee.ts';
import type { ContractFile } from './content.ts';
import type { Stage } from './stage.ts';

/** What the personas' logins can show at all, each worked out when it is first asked for, and once per worker. */
export interface Behaviours {
  of(stage: Stage, contract: ContractFile, persona: Persona): Behaviour;
}

export function createBehaviours(): Behaviours {
  const known = new Map<string, Behaviour>();
  return {
    of: ({ realm }, { contract }, persona) => {
      const key = `${contract.id}/${persona.id}`;
      const behaviour = known.get(key) ?? behaviourOf(personaMachine({ contract, realm }, persona));
      known.set(key, behaviour);
      return behaviour;
    },
  };
}
