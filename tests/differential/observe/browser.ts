import { type Form, formsOf, messageOf, pageIdOf } from './html.ts';

/** A page of the server as shown. */
export interface Shown {
  readonly kind: 'page';
  readonly page: string;
  readonly message: string | null;
  readonly html: string;
  readonly forms: readonly Form[];
}

/** Where the browser was sent: back to the application, or somewhere else. */
export interface Left {
  readonly kind: 'callback' | 'elsewhere';
  readonly url: URL;
}

export type Arrived = Shown | Left;

/** A browser without scripts: cookies, redirects and forms over plain HTTP. */
export interface Browser {
  open(url: URL): Promise<Arrived>;
  submit(form: Form, fields: Readonly<Record<string, string>>): Promise<Arrived>;
}

const MOST_REDIRECTS = 12;
const PATIENCE_MS = 60_000;
const SENDS_ITSELF = /<body[^>]*\sonload="document\.forms\[0\]\.submit\(\)"/i;

/** A browser with an empty cookie jar. It never leaves `baseUrl`. */
export function newBrowser(baseUrl: string, callback: string): Browser {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, init: RequestInit, redirects = 0): Promise<Arrived> => {
    if (url.href.startsWith(callback)) return { kind: 'callback', url };
    if (url.origin !== new URL(baseUrl).origin) return { kind: 'elsewhere', url };
    if (redirects > MOST_REDIRECTS) throw new Error(`more than ${MOST_REDIRECTS} redirects at ${url.pathname}`);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie }, signal });
    keepCookies(cookies, response);
    const location = response.headers.get('location');
    if (location === null) return submitted(shown(response.status, await response.text()), redirects);
    await response.body?.cancel();
    return visit(new URL(location, url), {}, redirects + 1);
  };
  const send = ({ action }: Form, fields: Readonly<Record<string, string>>, redirects = 0) =>
    visit(new URL(action, baseUrl), { method: 'POST', body: new URLSearchParams(fields) }, redirects + 1);
  /** A page that sends its form as soon as it is there is no page to anybody. */
  const submitted = (page: Shown, redirects: number) => {
    const [form] = page.forms;
    return form && SENDS_ITSELF.test(page.html) ? send(form, form.fields, redirects) : page;
  };
  return {
    open: (url) => visit(url, {}),
    submit: (form, fields) => send(form, fields),
  };
}

function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /;\s*max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

function shown(status: number, html: string): Shown {
  const page = pageIdOf(html) ?? `no page id, status ${status}`;
  return { kind: 'page', page, message: messageOf(html), html, forms: formsOf(html) };
}
