import { openEmbedded } from './embedded-provider.ts';
import { openKeycloak } from './keycloak-provider.ts';
import type { Provider, RealmSource } from './provider.ts';

type Open = (source: RealmSource, env: NodeJS.ProcessEnv) => Promise<Provider>;

const PROVIDERS = { embedded: openEmbedded, keycloak: openKeycloak } satisfies Record<string, Open>;

/** Opens the provider of that name with the realm; whoever opens it stops it. */
export function openProvider(
  name: keyof typeof PROVIDERS,
  source: RealmSource,
  env: NodeJS.ProcessEnv,
): Promise<Provider> {
  return PROVIDERS[name](source, env);
}
