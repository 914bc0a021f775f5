/** What a browser shows after a request and its redirects. */
export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** The body's `data-page-id`; empty for an address that was not visited. */
  readonly page: string;
}

/** A browser without scripts: it keeps cookies per origin and path, follows redirects, and posts the forms it sees. */
export interface HttpBrowser {
  readonly visit: (address: string | URL) => Promise<Shown>;
  /** Posts the form of the page with these values laid over its hidden ones. */
  readonly submit: (page: Shown, form: string, values?: Readonly<Record<string, string>>) => Promise<Shown>;
  readonly follow: (page: Shown, link: string) => Promise<Shown>;
  readonly cookies: Map<string, string>;
}

/** `stop`: addresses that are not requested, such as the callback of an application that does not run. */
export function httpBrowser(stop: (url: URL) => boolean = () => false): HttpBrowser {
  const cookies = new Map<string, string>();

  async function request(url: URL, body?: URLSearchParams): Promise<Shown> {
    if (stop(url)) return { url, status: 0, html: '', page: '' };
    const headers = { cookie: header(cookies, url) };
    const response = await fetch(url, { redirect: 'manual', headers, ...(body ? { method: 'POST', body } : {}) });
    keep(cookies, url, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location !== null) return request(new URL(location, url));
    const html = await response.text();
    return { url, status: response.status, html, page: /data-page-id="([^"]*)"/.exec(html)?.[1] ?? '' };
  }

  return {
    cookies,
    visit: (address) => request(new URL(address)),
    follow: (page, link) => request(new URL(decoded(attribute(element(page.html, link), 'href')), page.url)),
    submit: (page, form, values = {}) => {
      const markup = formMarkup(page.html, form);
      const action = decoded(attribute(markup, 'action'));
      return request(new URL(action, page.url), new URLSearchParams({ ...hiddenValues(markup), ...values }));
    },
  };
}

/** The text of the element with this id, without markup. */
export function textOf({ html }: Shown, id: string): string {
  const [, rest = ''] = html.split(` id="${id}"`);
  const inner = rest.slice(rest.indexOf('>') + 1);
  return decoded(inner.slice(0, inner.search(/<\/(?:span|h1|dd|code|p|div)>/)).replace(/<[^>]*>/g, '')).trim();
}

/** The value of the input of this name. */
export function inputValue({ html }: Shown, name: string): string {
  return decoded(attribute(new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? '', 'value'));
}

function formMarkup(html: string, id: string): string {
  const form = [...html.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].find(
    ([markup]) => id === '' || markup.includes(`id="${id}"`),
  );
  if (!form) throw new Error(`no form "${id}" on this page`);
  return form[0];
}

function hiddenValues(markup: string): Record<string, string> {
  const inputs = [...markup.matchAll(/<input type="hidden"[^>]*>|<input [^>]*type="hidden"[^>]*>/g)];
  return Object.fromEntries(inputs.map(([input]) => [attribute(input, 'name'), decoded(attribute(input, 'value'))]));
}

function element(html: string, id: string): string {
  const found = new RegExp(`<[^>]* id="${id}"[^>]*>`).exec(html);
  if (!found) throw new Error(`no element "${id}" on this page`);
  return found[0];
}

function attribute(markup: string, name: string): string {
  return new RegExp(`[ ]${name}="([^"]*)"`).exec(markup)?.[1] ?? '';
}

function decoded(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function header(cookies: ReadonlyMap<string, string>, url: URL): string {
  return [...cookies]
    .filter(([key]) => `${url.origin} ${url.pathname}`.startsWith(key.slice(0, key.lastIndexOf(' '))))
    .map(([key, value]) => `${key.slice(key.lastIndexOf(' ') + 1)}=${value}`)
    .join('; ');
}

function keep(cookies: Map<string, string>, url: URL, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const key = `${url.origin} ${/; Path=([^;]+)/i.exec(line)?.[1] ?? '/'} ${name}`;
    if (/Max-Age=0/i.test(line)) cookies.delete(key);
    else cookies.set(key, value);
  }
}
