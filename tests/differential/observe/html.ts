/** A form as a browser would send it: where to, and with which fields filled in. */
export interface Form {
  readonly id: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Names of text inputs a person could fill in. */
  readonly inputs: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text of a piece of HTML as a person reads it. */
export function textOf(html: string): string {
  return unescaped(html.replace(/<br\s*\/?>/gi, '\n').replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (ENTITIES[name] ?? whole);
  });
}

/** Keycloak's page id without its leading `login-`. */
export function pageIdOf(html: string): string | undefined {
  return /data-page-id="login-([^"]+)"/.exec(html)?.[1];
}

const MESSAGES = [
  /<div id="kc-error-message">\s*<p class="instruction">([\s\S]*?)<\/p>/,
  /<span class="[^"]*kc-feedback-text[^"]*">([\s\S]*?)<\/span>/,
  /<\w+[^>]*id="input-error-(?!container)[^"]*"[^>]*>([\s\S]*?)<\/(?:div|span)>/,
];

/** What a person reads first: the text of the error page, the alert, or the first error at a field. */
export function messageOf(html: string): string | null {
  const found = MESSAGES.map((pattern) => pattern.exec(html)?.[1]).find((text) => text !== undefined);
  return found === undefined ? null : textOf(found);
}

export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head = '', body = '']) => {
    const tags = [...body.matchAll(/<(?:input|button)\b([^>]*)>/gi)].map(([, attributes = '']) => attributes);
    const sent = tags
      .filter(isSent)
      .map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''] as const);
    return {
      id: attribute(head, 'id') ?? '',
      action: attribute(head, 'action') ?? '',
      fields: Object.fromEntries(sent.filter(([name]) => name !== '')),
      inputs: tags.filter(isTyped).map((tag) => attribute(tag, 'name') ?? ''),
    };
  });
}

const BUTTONS: ReadonlySet<string> = new Set(['submit', 'button', 'image', 'reset']);

function isSent(tag: string): boolean {
  const type = typeOf(tag);
  if (BUTTONS.has(type) || /\sdisabled\b/.test(tag)) return false;
  return (type !== 'checkbox' && type !== 'radio') || /\schecked\b/.test(tag);
}

function isTyped(tag: string): boolean {
  return ['text', 'password', 'email', 'tel'].includes(typeOf(tag)) && !/\s(?:disabled|readonly)\b/.test(tag);
}

function typeOf(tag: string): string {
  return (attribute(tag, 'type') ?? 'text').trim();
}

export function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(` ${tag}`)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** Names of the inputs whose label carries the mark of a required field. */
export function requiredOf(html: string): string[] {
  return [...html.matchAll(/<label\b[^>]*for="([^"]+)"[^>]*>([\s\S]*?)<\/label>/gi)]
    .filter(([, , label = '']) => textOf(label).endsWith('*'))
    .map(([, name = '']) => name);
}

/** The entries of the list of authenticators: label, and what choosing it posts. */
export function selectionsOf(html: string): { label: string; execution: string }[] {
  return [...html.matchAll(/name="authenticationExecution" value="([^"]+)"[\s\S]*?<h2[^>]*>([\s\S]*?)<\/h2>/g)].map(
    ([, execution = '', heading = '']) => ({ label: textOf(heading), execution }),
  );
}
