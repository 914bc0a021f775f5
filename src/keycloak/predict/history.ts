import type { Page } from '../page.ts';

/** Addresses the browser has been at: the execution each page belongs to, and which of them is current. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly at: number;
}

interface HistoryEntry {
  readonly execution: string;
  /** The page came as the answer to the authorization request itself. */
  readonly isEntrance: boolean;
}

export const NO_HISTORY: History = { entries: [], at: -1 };

/** The browser shows a page: a new address, unless it is still at the old one. */
export function arriveAt(history: History, page: Page, isEntrance: boolean): History {
  const last = history.entries[history.at];
  if (page.page === 'login-page-expired' || last?.execution === page.execution) return history;
  const entries = [...history.entries.slice(0, history.at + 1), { execution: page.execution, isEntrance }];
  return { entries, at: entries.length - 1 };
}
