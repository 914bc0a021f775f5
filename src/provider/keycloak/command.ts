/** A program to run: never through a shell string, so nothing needs quoting. `env` is the whole environment, not an addition. `cwd` defaults to ours. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Where lines for a person go. They never hold a secret. */
export type Log = (line: string) => void;
