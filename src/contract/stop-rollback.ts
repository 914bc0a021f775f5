import { z } from 'zod';
import { BROWSER_STATES } from '../trace.ts';
import { id } from './persona.ts';

const said = {
  says: z.string().min(1).meta({ description: 'The same for people.' }),
  personas: z.array(id).optional().meta({ description: 'Whom it is about; all personas unless named.' }),
  except: z.array(id).optional().meta({ description: 'Personas it is not about.' }),
};
const states = z.array(z.enum(BROWSER_STATES)).min(1);

/** What ends a proof at once: a page nobody knows, rows that differ, a state reached, an arrival without a state. */
export const stopCondition = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('unknown_page'), ...said }),
  z.strictObject({ when: z.literal('disagreement'), ...said }),
  z.strictObject({ when: z.literal('reaches'), states, ...said }),
  z.strictObject({ when: z.literal('callback_without'), states, ...said }),
]);

export const stopRollback = z.strictObject({
  stop_conditions: z
    .array(stopCondition)
    .min(1)
    .meta({ description: 'What ends a proof at once: nothing further is driven, and the rollback runs.' }),
  rollback_owner: z.string().meta({ description: 'Who answers for the rollback: a team or a person, not TBD.' }),
  delete_owner: z.string().meta({ description: 'Who answers for the deletion of personas and realm.' }),
  source_realm_readback: z.string().meta({ description: 'How it is known that the realm is as before.' }),
  cleanup: z.string().meta({ description: 'What is deleted, and when.' }),
  evidence_handback: z.string().meta({ description: 'To whom the packet is handed.' }),
});
