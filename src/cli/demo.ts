import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { Problem } from '../problem.ts';
import { checkContent } from '../run/check-content.ts';
import { ensureBrowser } from '../setup/install-browser.ts';
import { projectOptions } from './content.ts';
import { playwright } from './playwright.ts';
import { toStderr } from './print.ts';

interface DemoOptions {
  readonly provider: 'embedded' | 'keycloak';
  readonly out: string;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('drives the shipped login and MFA journeys in a browser and writes the evidence packet')
    .addOption(new Option('--provider <name>', 'who answers').choices(['embedded', 'keycloak']).default('embedded'))
    .option('--out <folder>', 'where the packet goes', 'uat-packet')
    .argument('[playwright...]', "further options for Playwright's own runner, after --")
    .action(async (further: readonly string[], options: DemoOptions) => {
      if (!existsSync('playwright.config.ts')) throw notInClone();
      await checkContent({ ...projectOptions(), packet: resolve(options.out) });
      ensureBrowser(toStderr);
      const cli = createRequire(resolve('package.json')).resolve('@playwright/test/cli');
      process.exitCode = await playwright(cli, ['test', ...further], {
        env: { FLOWPROOF_PROVIDER: options.provider, FLOWPROOF_PACKET: resolve(options.out) },
      });
    });
}

function notInClone(): Problem {
  return new Problem({
    code: 'bad-option',
    what: 'there is no playwright.config.ts in this folder',
    expected: 'a clone of flowproof, which holds the shipped journeys',
    next: 'change into the clone; in a project of your own run "npx playwright test"',
  });
}
