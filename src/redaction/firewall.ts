import { Problem } from '../problem.ts';
import { firstEnabled } from './debug-names.ts';

/** What decides whether Playwright itself writes secrets down: the resolved `use` of a project, and the environment. */
export interface CaptureSettings {
  readonly use: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A setting that would put secrets on disk, what it is set to, what it must be, and why. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly found: string;
  readonly safe: string;
  readonly why: string;
}

interface Row extends Omit<UnsafeSetting, 'found'> {
  /** What was found, or `undefined` when it is safe. */
  readonly unsafe: (settings: CaptureSettings) => string | undefined;
}

/** Playwright's logs that hold calls, messages or pages. */
const SECRET_LOGS = [
  'pw:api',
  'pw:protocol',
  'pw:browser',
  'pw:browser:launch',
  'pw:channel',
  'pw:server:channel',
  'pw:test:protocol',
];

const ROWS: readonly Row[] = [
  {
    setting: 'use.trace',
    safe: 'off',
    why: 'a trace holds every typed value, request body, cookie and page in clear; there is no way to redact it',
    unsafe: ({ use }) => recording(use['trace']),
  },
  {
    setting: 'use.video',
    safe: 'off',
    why: 'a video shows every page as it was, one-time codes and keys included',
    unsafe: ({ use }) => recording(use['video']),
  },
  {
    setting: 'use.screenshot',
    safe: 'off',
    why: 'automatic screenshots cannot be redacted; evidence() takes pictures that are',
    unsafe: ({ use }) => recording(use['screenshot']),
  },
  {
    setting: 'use.contextOptions.recordHar',
    safe: 'unset',
    why: 'a HAR holds cookies, authorization codes and form bodies',
    unsafe: ({ use }) => present(use['contextOptions'], 'recordHar'),
  },
  {
    setting: 'use.contextOptions.recordVideo',
    safe: 'unset',
    why: 'a video shows every page as it was, one-time codes and keys included',
    unsafe: ({ use }) => present(use['contextOptions'], 'recordVideo'),
  },
  {
    setting: 'use.launchOptions.args --user-data-dir',
    safe: 'unset',
    why: 'a profile on disk keeps cookies, history and page bodies after the run',
    unsafe: ({ use }) => listed(use['launchOptions'], /^--user-data-dir/),
  },
  {
    setting: 'use.launchOptions.tracesDir',
    safe: 'unset',
    why: 'a trace holds every typed value, request body, cookie and page in clear',
    unsafe: ({ use }) => present(use['launchOptions'], 'tracesDir'),
  },
  {
    setting: 'use.launchOptions.args --log-net-log',
    safe: 'unset',
    why: 'a log of the network holds addresses with codes, and bodies when asked for',
    unsafe: ({ use }) => listed(use['launchOptions'], /^--log-net-log/),
  },
  {
    setting: 'use.launchOptions.logger',
    safe: 'unset',
    why: 'it is told every call with the values that are typed',
    unsafe: ({ use }) => present(use['launchOptions'], 'logger'),
  },
  {
    setting: 'use.launchOptions.env.DEBUG',
    safe: 'without pw:',
    why: 'protocol logs print every typed value',
    unsafe: ({ use }) => logged(field(field(use['launchOptions'], 'env'), 'DEBUG')),
  },
  {
    setting: 'env DEBUG',
    safe: 'without pw:',
    why: 'protocol logs print every typed value',
    unsafe: ({ env }) => logged(env?.['DEBUG']),
  },
  {
    setting: 'env DEBUG_FILE',
    safe: 'unset where DEBUG covers pw:',
    why: 'protocol logs go to a file, past everything that redacts output',
    unsafe: ({ env }) => (env?.['DEBUG_FILE'] && logged(env['DEBUG']) ? 'set' : undefined),
  },
  {
    setting: 'env PLAYWRIGHT_NO_COPY_PROMPT',
    safe: '1',
    why: 'for every failed test Playwright writes error-context.md with the values of password fields',
    unsafe: ({ env }) =>
      env && env['PLAYWRIGHT_NO_COPY_PROMPT'] !== '1' ? (env['PLAYWRIGHT_NO_COPY_PROMPT'] ?? 'unset') : undefined,
  },
];

/** What `use` must hold wherever secrets are typed. */
export const SAFE_USE = { trace: 'off', video: 'off', screenshot: 'off' } as const;
/** What the environment of runner and workers must hold. */
export const SAFE_ENV = { PLAYWRIGHT_NO_COPY_PROMPT: '1' } as const;

/** Everything in these settings that would write secrets to disk. Without `env`, the environment is not judged. */
export function unsafeSettings(settings: CaptureSettings): UnsafeSetting[] {
  return ROWS.flatMap(({ unsafe, ...row }) => {
    const found = unsafe(settings);
    return found === undefined ? [] : [{ ...row, found }];
  });
}

/** Throws `unsafe-capture`, one detail per setting. For a fixture, before the first secret is made. */
export function refuseUnsafe(settings: CaptureSettings): void {
  const [first, ...rest] = unsafeSettings(settings).map(({ setting, found, safe, why }) => ({
    code: 'unsafe-capture' as const,
    what: `${setting} is ${found}: ${why}`,
    expected: safe,
    next: 'Use defineFlowConfig, which sets it, or move this setting to a project without secrets.',
  }));
  if (first) throw new Problem(first, ...rest);
}

/** A recording option is a mode, or an object with one. */
function recording(option: unknown): string | undefined {
  const mode = isRecord(option) ? option['mode'] : option;
  return mode === undefined || mode === 'off' || mode === false ? undefined : String(mode);
}

function present(options: unknown, name: string): string | undefined {
  return field(options, name) === undefined ? undefined : 'set';
}

/** The first log with secrets in it that these names switch on. What was written is not quoted: it may be long. */
function logged(names: unknown): string | undefined {
  return typeof names === 'string' ? firstEnabled(names, SECRET_LOGS) : undefined;
}

function listed(options: unknown, pattern: RegExp): string | undefined {
  const args = field(options, 'args');
  return Array.isArray(args) && args.some((arg) => pattern.test(String(arg))) ? 'set' : undefined;
}

function field(options: unknown, name: string): unknown {
  return isRecord(options) ? options[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
