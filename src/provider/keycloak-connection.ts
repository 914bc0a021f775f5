import { z } from 'zod';
import { Problem } from '../problem.ts';

const VARIABLE = 'FLOWPROOF_KEYCLOAK';

const connection = z.strictObject({
  baseUrl: z.url(),
  version: z.string(),
  username: z.string(),
  password: z.string(),
});
/** How the workers of a run reach its disposable server. It travels in the environment of the run and nowhere else. */
export type Connection = z.infer<typeof connection>;

export function writeConnection(env: NodeJS.ProcessEnv, value: Connection): void {
  env[VARIABLE] = JSON.stringify(value);
}

export function forgetConnection(env: NodeJS.ProcessEnv): void {
  delete env[VARIABLE];
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
