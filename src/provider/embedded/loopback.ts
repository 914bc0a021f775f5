import type { Server } from 'node:http';
import { Problem } from '../../problem.ts';

/** Listens on 127.0.0.1; port 0 takes a free one. Gives the base URL. A taken port is a `port-in-use` problem. */
export async function listenOnLoopback(http: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (fault: NodeJS.ErrnoException) => reject(fault.code === 'EADDRINUSE' ? taken(port) : fault));
    http.listen(port, '127.0.0.1', resolve);
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('an HTTP server without a port');
  return `http://127.0.0.1:${address.port}`;
}

/** Stops listening and cuts open connections, so that nothing keeps the process alive. */
export async function closeServer(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  http.closeAllConnections();
  await closed;
}

function taken(port: number): Problem {
  return new Problem({
    code: 'port-in-use',
    what: `port ${port} on 127.0.0.1 is taken`,
    expected: 'a free port, or 0 to take any free one',
    next: 'stop what listens there, or leave the port out',
  });
}
