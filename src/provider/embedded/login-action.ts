import type { Input } from '../../keycloak/input.ts';
import { loginMessage } from '../../keycloak/login-messages.ts';
import type { Page } from '../../keycloak/page.ts';
import { answerTab } from './answer-tab.ts';
import type { Exchange } from './exchange.ts';
import { judge } from './judge.ts';
import type { Judged } from './judged.ts';
import { NotJudged } from './not-judged.ts';
import { unsupportedLayout } from './pages/plain-pages.ts';
import { sendPage } from './reply.ts';
import { restartExpired } from './restart-expired.ts';
import type { Server } from './server.ts';
import { sendTab } from './show-page.ts';
import { strayRequest } from './stray-request.ts';
import type { Tab } from './tabs.ts';

/** Links that lead out of the present page, by the last part of their address. They name no execution. */
const LINKS: ReadonlyMap<string, Input> = new Map<string, Input>([
  ['restart', { kind: 'restart' }],
  ['registration', { kind: 'register' }],
  ['reset-credentials', { kind: 'reset-password' }],
]);

/** `/login-actions/<action>`: a form post, a link, or a page asked for again (`SessionCodeChecks`, `LoginActionsService`). */
export async function loginAction(server: Server, exchange: Exchange, action: string): Promise<void> {
  const { searchParams } = exchange.url;
  const tab = server.tabs.find(exchange.browser, searchParams.get('tab_id'));
  if (!tab) return strayRequest(server, exchange);
  const { now } = server.worlds.seen(undefined);
  if (now > tab.started + server.login_lifespan_s) return restartExpired(server, exchange, tab);
  if (exchange.req.method === 'POST') return posted(server, exchange, tab);
  const link = searchParams.has('execution') ? undefined : LINKS.get(action);
  if (!link) return shownAgain(server, exchange, tab);
  return answerTab(server, exchange, { tab, judged: { input: link }, announce: action === 'restart' });
}

async function posted(server: Server, exchange: Exchange, tab: Tab): Promise<void> {
  const { url, form } = exchange;
  const { page } = tab;
  const execution = url.searchParams.get('execution') ?? page.execution;
  if (execution !== page.execution) return sendTab(server, exchange, { ...tab, page: expired(page) });
  const code = url.searchParams.get('session_code') ?? form.get('code');
  if (code !== tab.code) return usedUp(server, exchange, tab);
  const { accounts, worlds, used_codes } = server;
  const world = worlds.seen(exchange.session);
  const judged = judgedOr(() => judge({ form, tab, page, realm: accounts.realm(), world, accounts, used_codes }));
  if (!(judged instanceof NotJudged)) return answerTab(server, exchange, { tab, judged });
  sendPage(exchange.res, unsupportedLayout(server.display_name, judged.what, judged.reason), 501);
}

/** The login stays where it is when a value cannot be judged. */
function judgedOr(judging: () => Judged): Judged | NotJudged {
  try {
    return judging();
  } catch (error) {
    if (error instanceof NotJudged) return error;
    throw error;
  }
}

/** A form that was posted before: its page once more, at its own address. */
function usedUp(server: Server, exchange: Exchange, tab: Tab): Promise<void> {
  const notice = { type: 'error', text: loginMessage('expiredActionMessage') } as const;
  return answerTab(server, exchange, { tab, judged: { input: { kind: 'refresh' } }, announce: true, notice });
}

async function shownAgain(server: Server, exchange: Exchange, tab: Tab): Promise<void> {
  const { page, announced, login } = tab;
  if (announced) {
    server.tabs.put(exchange.browser ?? '', { ...tab, announced: false, notice: undefined });
    return sendTab(server, exchange, tab);
  }
  const execution = exchange.url.searchParams.get('execution') ?? page.execution;
  const again: Input = execution === page.execution ? { kind: 'refresh' } : { kind: 'revisit', execution };
  const input: Input = login.phase === 'expired' ? { kind: 'continue' } : again;
  return answerTab(server, exchange, { tab, judged: { input } });
}

/** Keycloak's page for a form of a step that is no longer the current one; the login itself stays where it is. */
function expired(page: Page): Page {
  return { ...page, page: 'login-page-expired', messages: [], try_another_way: false };
}
