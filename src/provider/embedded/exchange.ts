import type { IncomingMessage, ServerResponse } from 'node:http';

/** One browser request with its form read and its cookies apart. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly form: URLSearchParams;
  /** The browser's authentication sessions. */
  readonly browser: string | undefined;
  /** The browser's single sign-on session. */
  readonly session: string | undefined;
}

export const BROWSER_COOKIE = 'AUTH_SESSION_ID';
export const SESSION_COOKIE = 'KEYCLOAK_IDENTITY';

const LARGEST_FORM = 65_536;

/** Reads a request whose body, if any, is a form. `undefined`: the body is larger than any form of ours. */
export async function readExchange(req: IncomingMessage, res: ServerResponse): Promise<Exchange | undefined> {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const body = req.method === 'POST' ? await readBody(req) : '';
  if (body === undefined) return undefined;
  const cookies = cookiesOf(req.headers.cookie ?? '');
  return {
    req,
    res,
    url,
    form: new URLSearchParams(body),
    browser: cookies.get(BROWSER_COOKIE),
    session: cookies.get(SESSION_COOKIE),
  };
}

async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > LARGEST_FORM) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.flatMap(([name, value]) => (name && value ? [[name, value] as const] : [])));
}
