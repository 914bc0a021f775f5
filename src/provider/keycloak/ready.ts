import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../problem.ts';
import { portInUse } from './loopback-port.ts';
import type { Supervised } from './supervise.ts';

/** A server that is starting. `tail` must be free of secrets, it is shown; `timeout` is in milliseconds. */
export interface Awaited {
  readonly baseUrl: string;
  readonly port: number;
  readonly exited: Supervised['exited'];
  readonly tail: () => readonly string[];
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

const PAUSE = 150;

/**
 * Polls the master realm until it answers. Keycloak opens its port after the database and the first administrator exist.
 * @throws Problem `port-in-use` or `keycloak-failed` with the last log lines, when it ends or takes too long.
 */
export async function untilReady(server: Awaited): Promise<void> {
  const deadline = performance.now() + server.timeout;
  let running = true;
  void server.exited.then(() => {
    running = false;
  });
  while (!(await answers(server.baseUrl))) {
    server.signal?.throwIfAborted();
    if (!running) throw endedEarly(server);
    if (performance.now() > deadline) throw tooSlow(server);
    await delay(PAUSE);
  }
}

async function answers(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/realms/master`, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}

/** The wording of the JDK's BindException and of Quarkus' QuarkusBindException. */
const TAKEN = /address already in use|port\(?s?\)? already (bound|in use)|already in use by another process/i;

function endedEarly({ tail, port }: Awaited): Problem {
  const lines = tail();
  if (lines.some((line) => TAKEN.test(line))) return portInUse(port);
  return failed('Keycloak ended before it was ready', lines);
}

const tooSlow = ({ timeout, tail }: Awaited) =>
  failed(`Keycloak was not ready after ${Math.round(timeout / 1000)} s`, tail());

function failed(what: string, lines: readonly string[]): Problem {
  const shown = lines.slice(-12).join('\n  ');
  return new Problem({
    code: 'keycloak-failed',
    what: shown ? `${what}; its last lines:\n  ${shown}` : `${what}, without a line of output`,
    next: 'look at the first error above, or give the start more time on a busy machine',
  });
}
