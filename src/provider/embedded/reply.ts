import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy, type Layout, layout } from './pages/layout.ts';

/** Sends a page. Nothing may keep it: a page can show a secret. */
export function sendPage(res: ServerResponse, page: Layout, status = 200): void {
  const nonce = randomBytes(16).toString('base64');
  res.writeHead(status, {
    'content-type': 'text/html;charset=UTF-8',
    'content-security-policy': contentSecurityPolicy(nonce),
    'cache-control': 'no-store, must-revalidate, max-age=0',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  res.end(layout(page, nonce));
}

export function redirect(res: ServerResponse, location: string): void {
  res.writeHead(302, { location, 'cache-control': 'no-store, must-revalidate, max-age=0' }).end();
}

/** Adds a cookie that ends with the browser; an empty value removes it. */
export function setCookie(res: ServerResponse, path: string, [name, value]: readonly [string, string]): void {
  const end = value === '' ? '; Max-Age=0' : '';
  res.appendHeader('set-cookie', `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax${end}`);
}
