import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '../problem.ts';

const optionsSchema = z.strictObject({
  /** Path of the flow coverage matrix. */
  matrix: z.string().default('flows/matrix.yaml'),
  /** Folder of the flow contracts, or a single one of them. */
  contracts: z.string().default('flows/contracts'),
  /** Folder of the journey machines. */
  journeys: z.string().default('flows/journeys'),
  /** Who answers: the embedded provider, or a disposable Keycloak. */
  provider: z.enum(['embedded', 'keycloak']).default('embedded'),
  /** Where the packet is written. */
  packet: z.string().default('uat-packet'),
  /** Milliseconds a page may take to load. */
  page_timeout: z.int().positive().default(30_000),
});

/** What a project sets under `use: { flowproof: … }`; everything has a default. */
export type FlowproofOptions = z.input<typeof optionsSchema>;
/** The same with every path absolute. A matrix that was named has to be there; the default one may be missing. */
export type ResolvedOptions = z.output<typeof optionsSchema> & { readonly matrix_named: boolean };

/** Environment variables that override an option, for a single run. */
const OVERRIDES = { FLOWPROOF_PROVIDER: 'provider', FLOWPROOF_PACKET: 'packet' } as const;

const PATHS = ['matrix', 'contracts', 'journeys', 'packet'] as const;

/** Fills in defaults and overrides; relative paths start at the folder of the Playwright config. */
export function resolveOptions(
  options: FlowproofOptions,
  configFile: string | undefined,
  env: NodeJS.ProcessEnv,
): ResolvedOptions {
  const overrides = Object.entries(OVERRIDES).flatMap(([name, key]) => (env[name] ? [[key, env[name]]] : []));
  const parsed = optionsSchema.safeParse({ ...options, ...Object.fromEntries(overrides) });
  if (!parsed.success) throw badOptions(parsed.error);
  const root = configFile ? dirname(configFile) : process.cwd();
  const paths = PATHS.map((key) => [key, resolve(root, parsed.data[key])]);
  return { ...parsed.data, ...Object.fromEntries(paths), matrix_named: options.matrix !== undefined };
}

/** The options of ours among those a reporter is given; Playwright adds some of its own. */
export function ownOptions(given: Readonly<Record<string, unknown>>): FlowproofOptions {
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(optionsSchema.shape, name)));
}

function badOptions(error: z.ZodError): Problem {
  return new Problem({
    code: 'bad-option',
    what: `the flowproof options are not usable:\n${z.prettifyError(error)}`,
    expected: Object.keys(optionsSchema.shape).join(', '),
    next: 'correct them under use.flowproof in the Playwright config',
  });
}
