import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, Project, ReporterDescription } from '@playwright/test';
import { SAFE_ENV } from './redaction/firewall.ts';
import { keepContractsFolder } from './run/contracts-folder.ts';
import { partMarks } from './run/left-out.ts';
import type { FlowproofOptions } from './run/options.ts';
import { runKey, WATCHED } from './run/run-environment.ts';
import { runMark } from './run/run-mark.ts';
import { isWatching } from './run/run-mode.ts';
import { safeCapture } from './run/safe-capture.ts';
import { findBrowser, launchOptions } from './setup/browser.ts';

export type { FlowproofOptions } from './run/options.ts';

/** A Playwright config with the plugin's options beside Playwright's own. */
export type FlowConfig = PlaywrightTestConfig & { readonly flowproof?: FlowproofOptions };

/** In source this package is TypeScript, as shipped it is JavaScript; files are handed to Playwright by path. */
const beside = (path: string): string =>
  fileURLToPath(new URL(path + (import.meta.url.endsWith('.ts') ? '.ts' : '.js'), import.meta.url));

/**
 * Completes a Playwright config: the packet reporter comes first (it redacts what the others are shown), captures that
 * cannot be redacted are switched off, the disposable provider is set up, and a browser of the system is used where
 * Playwright's own is missing. Says what it changed, once.
 */
export function defineFlowConfig({ flowproof = {}, ...config }: FlowConfig): PlaywrightTestConfig {
  const { env } = process;
  const key = runKey(env);
  keepContractsFolder(env, flowproof.contracts, { argv: process.argv, cwd: process.cwd() });
  Object.assign(env, SAFE_ENV, isWatching(process.argv) && { [WATCHED]: '1' });
  const { use, changes } = safeCapture({ ...config.use });
  announce(changes, env);
  return {
    ...config,
    metadata: { ...config.metadata, ...runMark(key), ...partMarks(config, process.argv) },
    reporter: [[beside('../reporters/uat'), flowproof], ...reporters(config.reporter)],
    globalSetup: [beside('./run/global-setup'), ...[config.globalSetup ?? []].flat()],
    use: {
      ...use,
      launchOptions: { ...launchOptions(findBrowser()), ...use.launchOptions },
      // An option of our own fixtures; Playwright's types know only their own.
      ...({ flowproof } as object),
    },
    ...(config.projects && { projects: config.projects.map(safeProject) }),
  };
}

function safeProject(project: Project): Project {
  return { ...project, use: safeCapture({ ...project.use }).use };
}

function reporters(given: PlaywrightTestConfig['reporter']): ReporterDescription[] {
  if (given === undefined) return [];
  return typeof given === 'string' ? [[given]] : given.map((entry) => entry);
}

/** Workers load the config as well; only the runner speaks. */
function announce(changes: readonly string[], env: NodeJS.ProcessEnv): void {
  if (env['TEST_WORKER_INDEX'] !== undefined) return;
  for (const change of changes) process.stderr.write(`flowproof: ${change}\n`);
}
