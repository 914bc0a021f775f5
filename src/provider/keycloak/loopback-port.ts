import { createServer } from 'node:net';
import { Problem } from '../../problem.ts';

/** The name `localhost` may mean either; a foreign server on one of them would answer for ours. */
const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];

/**
 * A port that is free on loopback, IPv4 and IPv6: the wanted one, or any.
 * @throws Problem `port-in-use` when the wanted one is taken, `bad-option` when it is no port.
 */
export async function loopbackPort(wanted?: number): Promise<number> {
  if (wanted === undefined) return anyPort();
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) throw notAPort(wanted);
  if (await isFree(wanted)) return wanted;
  throw portInUse(wanted);
}

/** Also thrown when the server itself finds the port taken, after we saw it free. */
export function portInUse(port: number): Problem {
  return new Problem({
    code: 'port-in-use',
    what: `port ${port} on localhost is in use`,
    next: 'stop what listens there, choose another port, or leave the port out and a free one is taken',
  });
}

function notAPort(wanted: number): Problem {
  return new Problem({
    code: 'bad-option',
    what: `${wanted} is no port`,
    expected: 'a whole number from 1 to 65535',
    next: 'correct the port, or leave it out',
  });
}

/** The kernel chooses on IPv4; a few more tries only because IPv6 may be taken there. */
async function anyPort(): Promise<number> {
  for (let left = 10; left > 0; left -= 1) {
    const { port } = await tryListen('127.0.0.1', 0);
    if (port && (await isFree(port))) return port;
  }
  throw new Problem({ code: 'port-in-use', what: 'no free port on localhost', next: 'name a port that is free' });
}

async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK) {
    const { taken } = await tryListen(host, port);
    if (taken) return false;
  }
  return true;
}

/** A host without IPv6 answers EADDRNOTAVAIL or EAFNOSUPPORT: nobody else can be there either. */
function tryListen(host: string, port: number): Promise<{ port?: number; taken: boolean }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ taken: error.code === 'EADDRINUSE' || error.code === 'EACCES' });
    });
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? { port: address.port, taken: false } : { taken: false };
      server.close(() => resolve(bound));
    });
  });
}
