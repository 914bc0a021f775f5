import { z } from 'zod';
import { BROWSER_STATES } from '../trace.ts';
import { id } from './persona.ts';

const state = z.enum(BROWSER_STATES);

/** The kinds of an invariant, in the order in which they are judged. */
const kinds = {
  no_callback_without: z
    .array(state)
    .min(1)
    .meta({ description: 'On every way to the callback, one of these browser states is passed by a right answer.' }),
  never_reaches: state.meta({ description: 'No way, whatever is answered, leads to this browser state.' }),
  always_ends_in: z
    .array(state)
    .min(1)
    .meta({ description: 'No way ends elsewhere, and from everywhere one of these browser states stays in reach.' }),
  at_most: z
    .strictObject({ times: z.int().min(0), state })
    .meta({ description: 'The browser state is entered at most so often in one login; a restart begins a new one.' }),
};
export type InvariantKind = keyof typeof kinds;
export const INVARIANT_KINDS: readonly InvariantKind[] = [
  'no_callback_without',
  'never_reaches',
  'always_ends_in',
  'at_most',
];

/** What holds on every way through a persona's login, whatever is answered; `personas` (all) without `except`. */
export const invariant = z
  .strictObject({
    no_callback_without: kinds.no_callback_without.optional(),
    never_reaches: kinds.never_reaches.optional(),
    always_ends_in: kinds.always_ends_in.optional(),
    at_most: kinds.at_most.optional(),
    personas: z.array(id).min(1).optional().meta({ description: 'Whom it is about; all personas unless named.' }),
    except: z.array(id).optional().meta({ description: 'Personas it is not about.' }),
  })
  .refine((given) => INVARIANT_KINDS.some((kind) => given[kind] !== undefined), {
    message: `expected one of ${INVARIANT_KINDS.join(', ')}`,
  });
