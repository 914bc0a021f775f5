import { spawnSync } from 'node:child_process';
import { type Browser, browserMissing, findBrowser } from './browser.ts';

/** One way to get a browser: a command line, and whether it may be tried here. */
interface Installer {
  readonly name: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
  readonly allowed: () => boolean;
}

const INSTALLERS: readonly Installer[] = [
  {
    name: "Playwright's installer",
    commands: [['npx', 'playwright', 'install', 'chromium']],
    allowed: () => true,
  },
  {
    name: "the distribution's package",
    commands: [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', 'chromium'],
    ],
    allowed: () => process.getuid?.() === 0 && succeeds(['apt-get', '--version']),
  },
];

/** Finds a browser or installs one, the first way that works; `say` gets one line for what was done. */
export function ensureBrowser(say: (line: string) => void): Browser {
  const present = findBrowser();
  if (present) return present;
  const tried: string[] = [];
  for (const { name, commands, allowed } of INSTALLERS) {
    if (!allowed()) continue;
    say(`browser: none found, trying ${name}`);
    const worked = commands.every(succeeds);
    const found = findBrowser();
    if (found) {
      say(`browser: installed with ${name}`);
      return found;
    }
    tried.push(`${name} ${worked ? 'installed nothing that can be found' : 'failed'}`);
  }
  throw browserMissing(tried);
}

function succeeds([command, ...args]: readonly [string, ...string[]]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 600_000 }).status === 0;
}
