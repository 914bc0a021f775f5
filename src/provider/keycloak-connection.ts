import { z } from 'zod';
import { Problem } from '../problem.ts';

const VARIABLE = 'FLOWPROOF_KEYCLOAK';

const connection = z.strictObject({
  baseUrl: z.url(),
  version: z.string(),
  username: z.string(),
  password: z.string(),
  /** `started` ends with the run, `background` and `given` stay. */
  origin: z.enum(['started', 'background', 'given']),
});
/** How a run and its workers reach the server. It travels in the environment of the run and nowhere else. */
export type Connection = z.infer<typeof connection>;

export function writeConnection(env: NodeJS.ProcessEnv, value: Connection): void {
  env[VARIABLE] = JSON.stringify(value);
}

export function forgetConnection(env: NodeJS.ProcessEnv): void {
  delete env[VARIABLE];
}

/** The server that somebody named for this run; undefined where the run finds or starts one itself. */
export function givenConnection(env: NodeJS.ProcessEnv): Connection | undefined {
  return env[VARIABLE] ? readConnection(env) : undefined;
}

export function readConnection(env: NodeJS.ProcessEnv): Connection {
  const text = env[VARIABLE];
  if (text) return connection.parse(JSON.parse(text));
  throw new Problem({
    code: 'provider-unreachable',
    what: 'no Keycloak was started for this run',
    expected: 'a Playwright config made with defineFlowConfig, which starts one',
    next: 'wrap the config in defineFlowConfig, or choose the embedded provider',
  });
}
