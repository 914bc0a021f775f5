import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { Problem } from '../problem.ts';

/** A Chromium that can be launched, and where it comes from. */
export interface Browser {
  readonly executablePath: string;
  readonly origin: 'playwright' | 'system';
}

const COMMANDS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];

/** Where browsers live that put nothing on PATH. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Playwright's own Chromium if it is there, else a Chrome, Chromium or Edge of the system, else nothing. */
export function findBrowser(path: string = process.env['PATH'] ?? ''): Browser | undefined {
  const own = ownExecutable();
  if (own && existsSync(own)) return { executablePath: own, origin: 'playwright' };
  return findSystemBrowser(path);
}

/** Playwright is loaded when it is asked for: it is the larger half of all that the command line would load. */
function ownExecutable(): string {
  const { chromium }: typeof import('@playwright/test') = createRequire(import.meta.url)('@playwright/test');
  return chromium.executablePath();
}

/** A Chrome, Chromium or Edge of the system, on PATH or where browsers live that put nothing there. */
export function findSystemBrowser(path: string = process.env['PATH'] ?? ''): Browser | undefined {
  const onPath = path.split(delimiter).flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const found = [...onPath, ...(PLACES[process.platform] ?? [])].find((candidate) => existsSync(candidate));
  return found ? { executablePath: found, origin: 'system' } : undefined;
}

/** Launch options for the browser found; `--no-sandbox` only where Chromium refuses to start without it. */
export function launchOptions(browser: Browser | undefined): { executablePath?: string; args: string[] } {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return browser?.origin === 'system' ? { executablePath: browser.executablePath, args } : { args };
}

export function browserMissing(tried: readonly string[]): Problem {
  return new Problem({
    code: 'browser-missing',
    what: ['no browser was found', ...tried].join('; '),
    expected: "Playwright's own Chromium, or a Chrome, Chromium or Edge on PATH",
    next: 'run "npx playwright install chromium", or install a Chromium, then run again',
  });
}
