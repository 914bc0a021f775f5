import { z } from 'zod';
import { deviation } from './deviation.ts';

/** Kinds of credential a persona may hold when the journey begins. Their values are generated for the run. */
export const CREDENTIALS = ['password', 'otp', 'recovery-codes', 'webauthn', 'webauthn-passwordless'] as const;

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a lower-case id such as staff-with-otp');

/** A user in a known condition. Roles are realm roles, or `client:role`; groups are paths. */
export const persona = z.strictObject({
  id: id.meta({ description: 'Lower-case id of the persona, unique in this contract.' }),
  description: z.string().min(1).meta({ description: 'Who this is, for people.' }),
  enabled: z.boolean().default(true).meta({ description: 'Whether the account may be used at all.' }),
  roles: z.array(z.string()).default([]).meta({ description: 'Realm roles, or client:role for roles of a client.' }),
  groups: z.array(z.string()).default([]).meta({ description: 'Paths of groups, such as /staff.' }),
  attributes: z.record(z.string(), z.array(z.string())).default({}).meta({ description: 'User attributes.' }),
  credentials: z
    .array(z.enum(CREDENTIALS))
    .default(['password'])
    .meta({ description: 'What the persona holds when the journey begins; values are generated for each run.' }),
  required_actions: z.array(z.string()).default([]).meta({ description: 'Aliases of required actions that are owed.' }),
  service_account_of: z
    .string()
    .optional()
    .meta({ description: 'Client whose service account this is: it must never pass a browser login.' }),
  excluded: z
    .boolean()
    .default(false)
    .meta({ description: 'Excluded from browser logins on purpose: being refused is the state excluded.' }),
  break_glass: z.boolean().default(false).meta({ description: 'Emergency account.' }),
  deviate: deviation
    .default({})
    .meta({ description: 'How the persona departs from right answers in its promised journey.' }),
});
