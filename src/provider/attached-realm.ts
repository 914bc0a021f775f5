import { z } from 'zod';

const VARIABLE = 'FLOWPROOF_REALM';

const attached = z.strictObject({ realm: z.string(), issuer: z.url() });
/** A realm on the server of this run that somebody else made, keeps and removes: all workers play in it. */
export type AttachedRealm = z.infer<typeof attached>;

export function attachRealm(env: NodeJS.ProcessEnv, { realm, issuer }: AttachedRealm): void {
  env[VARIABLE] = JSON.stringify({ realm, issuer });
}

/** The realm of this run; undefined where every worker makes one of its own. */
export function attachedRealm(env: NodeJS.ProcessEnv): AttachedRealm | undefined {
  const text = env[VARIABLE];
  return text ? attached.parse(JSON.parse(text)) : undefined;
}
