import type { Because } from '../../trace.ts';
import type { Page, PageMessage } from '../page.ts';
import { currentUser, type Run } from './run.ts';

/** What a step says about its page; the rest follows from the login and the realm. */
export type PageParts = Partial<Omit<Page, 'kind' | 'page'>> & { readonly page: string };

/** The error at an input. */
export function fieldError(field: string, text: string): PageMessage {
  return { text, type: 'error', field };
}

/** The error above the form. */
export function alert(text: string): PageMessage {
  return { text, type: 'error' };
}

/** Builds the page; a message kept for the next page of the flow is shown once. */
export function showPage(run: Run, because: Because, parts: PageParts): Page {
  const { login } = run;
  const { forwarded, ...rest } = login;
  if (forwarded) run.login = rest;
  const messages = [...(forwarded ? [forwarded] : []), ...(parts.messages ?? [])];
  const [first] = messages;
  return {
    kind: 'page',
    execution: because.execution,
    because,
    ...identity(run),
    options: [],
    try_another_way: false,
    devices: [],
    fields: [],
    consents: [],
    organizations: [],
    cancel: false,
    remember_me: false,
    reset_password: false,
    register: false,
    identity_providers: [],
    ...parts,
    messages,
    ...(first ? { message: first.text } : {}),
  };
}

function identity(run: Run) {
  const { login } = run;
  const user = currentUser(run);
  const isNamed = login.phase === 'flow' && (user !== undefined || login.username_hidden);
  const attempted = isNamed ? (login.attempted_username ?? user?.username) : undefined;
  return {
    ...(user ? { subject: user.username } : {}),
    ...(attempted === undefined ? {} : { attempted_username: attempted }),
    username_hidden: user !== undefined || login.username_hidden,
  };
}
