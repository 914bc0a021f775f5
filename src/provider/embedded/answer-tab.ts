import { submit } from '../../keycloak/engine.ts';
import type { Outcome } from '../../keycloak/outcome.ts';
import type { Page } from '../../keycloak/page.ts';
import type { Exchange } from './exchange.ts';
import type { Judged } from './judged.ts';
import type { Server } from './server.ts';
import { settle } from './settle.ts';
import type { Tab } from './tabs.ts';

/** What a browser did in one of its tabs. */
export interface Act {
  readonly tab: Tab;
  readonly judged: Judged;
  readonly announce?: boolean;
  readonly notice?: Tab['notice'];
}

/** Tells the engine what was done and answers with what follows. */
export async function answerTab(server: Server, exchange: Exchange, act: Act): Promise<void> {
  const { tab, judged, announce, notice } = act;
  const world = server.worlds.seen(exchange.session);
  const transition = submit(server.accounts.realm(), world, tab.login, judged.input);
  if (wentOn(tab.page, transition.outcome)) judged.accepted?.(transition.world);
  const started = judged.input.kind === 'restart' ? world.now : tab.started;
  const origin = { tab, query: tab.query, started, notice, ...(announce ? { announce } : {}) };
  await settle(server, exchange, origin, transition);
}

function wentOn(before: Page, outcome: Outcome): boolean {
  return outcome.kind !== 'page' || outcome.page !== before.page || outcome.execution !== before.execution;
}
