import type { Realm } from '../keycloak/realm.ts';
import { openProvider } from '../provider/open-provider.ts';
import { startPortal } from '../provider/portal/portal.ts';
import type { Provider } from '../provider/provider.ts';
import type { ContractFile } from './content.ts';
import { contractRealms, groundOn } from './contract-realms.ts';
import type { ResolvedOptions } from './options.ts';

/** Everything a contract's journeys are played on: the provider with its realm, the portal, and the realm as predicted. */
export interface Stage {
  readonly provider: Provider;
  /** Address of the application, no slash at its end. */
  readonly application: string;
  readonly redirectUri: string;
  /** The realm with one user per persona, named after it. */
  readonly realm: Realm;
  close(): Promise<void>;
}

/** Opens the stage of one contract. On failure nothing is left running. */
export async function openStage(
  contractFile: ContractFile,
  options: ResolvedOptions,
  env: NodeJS.ProcessEnv,
): Promise<Stage> {
  const { provider_state } = contractFile.contract;
  const { after } = contractRealms(contractFile);
  const { realm } = groundOn(contractFile, after);
  const provider = await openProvider(options.provider, after, env);
  try {
    const portal = await startPortal({ issuer: provider.issuer, clientId: provider_state.client });
    const redirectUri = new URL(new URL(provider_state.redirect_uri).pathname, portal.url).href;
    const close = async (): Promise<void> => void (await Promise.allSettled([portal.stop(), provider.stop()]));
    return { provider, application: portal.url, redirectUri, realm, close };
  } catch (error) {
    await provider.stop();
    throw error;
  }
}
