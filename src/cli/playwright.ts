import { spawn } from 'node:child_process';

interface Surroundings {
  /** Besides those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Keeps standard output free: what the run says goes to standard error. */
  readonly quiet?: boolean;
}

/**
 * Runs Playwright; resolves with its exit code. Whatever ends this command is handed on as an interrupt, after which
 * Playwright tidies up and the packet says that it was interrupted; of SIGTERM it would just die.
 */
export function playwright(cli: string, args: readonly string[], { env, quiet }: Surroundings): Promise<number> {
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const interrupt = (): void => void child.kill('SIGINT');
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => settle(signal ? 130 : (code ?? 1)));
  });
}
