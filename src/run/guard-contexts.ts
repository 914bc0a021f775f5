import type { Browser, BrowserContext } from '@playwright/test';
import { Problem } from '../problem.ts';
import { refuseUnsafe } from '../redaction/firewall.ts';

/** Refuses what a test can make a browser context record by itself: traces, HAR files and videos. */
export function guardContexts(browser: Browser): void {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    refuseUnsafe({ use: { contextOptions: options } });
    const context = await newContext(options);
    for (const tracing of [context.tracing, context.request.tracing]) guardTracing(tracing);
    return context;
  };
}

type Tracing = BrowserContext['tracing'];

function guardTracing(tracing: Tracing): void {
  const refuse = async (): Promise<never> => {
    throw new Problem({
      code: 'unsafe-capture',
      what: 'tracing.start() would write a trace: it holds every typed value, request body, cookie and page in clear',
      expected: 'no trace; there is no way to redact one',
      next: `Remove the call; take pictures with the fixture "evidence" instead: await evidence('what the page shows').`,
    });
  };
  tracing.start = refuse;
  tracing.startChunk = refuse;
}
