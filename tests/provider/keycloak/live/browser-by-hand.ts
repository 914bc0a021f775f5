import { createHash, randomBytes } from 'node:crypto';

/** What a browser would show, or the URL it would be sent to outside Keycloak. */
export interface Screen {
  readonly page: string;
  readonly html: string;
  readonly callback?: URL;
}

/** A login over plain HTTP: cookies, redirects and forms, nothing else. */
export interface Login {
  open(): Promise<Screen>;
  submit(fields: Readonly<Record<string, string>>): Promise<Screen>;
  readonly current: () => Screen;
}

export interface LoginTarget {
  readonly baseUrl: string;
  readonly realm: string;
  readonly client: string;
  readonly callback: string;
}

export function loginByHand({ baseUrl, realm, client, callback }: LoginTarget): Login {
  const cookies = new Map<string, string>();
  let screen: Screen = { page: '', html: '' };
  const visit = async (url: URL, init: RequestInit): Promise<Screen> => {
    if (url.href.startsWith(callback)) return { page: 'callback', html: '', callback: url };
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) return visit(new URL(location, url), {});
    const html = await response.text();
    return { page: /data-page-id="login-([^"]+)"/.exec(html)?.[1] ?? `no page id, status ${response.status}`, html };
  };
  const keep = async (next: Promise<Screen>) => {
    screen = await next;
    return screen;
  };
  return {
    current: () => screen,
    open: () => keep(visit(authorizationUrl({ baseUrl, realm, client, callback }), {})),
    submit: (fields) => keep(visit(formAction(screen.html), { method: 'POST', body: new URLSearchParams(fields) })),
  };
}

function authorizationUrl({ baseUrl, realm, client, callback }: LoginTarget): URL {
  const url = new URL(`${baseUrl}/realms/${realm}/protocol/openid-connect/auth`);
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: client,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/** The first form is the page's own; the link to try another way is a second one. */
function formAction(html: string): URL {
  const action = /<form[^>]*\saction="([^"]+)"/.exec(html)?.[1];
  if (!action) throw new Error('this page has no form');
  return new URL(action.replaceAll('&amp;', '&'));
}
