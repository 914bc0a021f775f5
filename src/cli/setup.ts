import type { Command } from 'commander';
import { ensureBrowser } from '../setup/install-browser.ts';
import { toStderr } from './print.ts';

export function addSetup(program: Command): void {
  program
    .command('setup')
    .description("finds a browser (Playwright's own, else the system's) or installs one")
    .action(() => {
      const { origin, executablePath } = ensureBrowser(toStderr);
      toStderr(`browser: ${origin === 'playwright' ? "Playwright's own" : executablePath}`);
    });
}
