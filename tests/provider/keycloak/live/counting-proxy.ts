import { createServer, request, type Server } from 'node:http';

/** A server in front of another one that writes down what it is asked. */
export interface CountingProxy {
  readonly baseUrl: string;
  /** `GET /admin/realms/x`, without queries. */
  readonly calls: string[];
  stop(): Promise<void>;
}

/** Hands every request on as it came, its Host header that of the target: tokens name the host that issued them. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port, host } = new URL(target);
  const calls: string[] = [];
  const server: Server = createServer((incoming, answer) => {
    calls.push(`${incoming.method} ${incoming.url?.replace(/\?.*$/, '')}`);
    const headers = { ...incoming.headers, host };
    const onward = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${own}`,
    calls,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
