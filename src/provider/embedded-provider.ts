import { startEmbedded } from './embedded/start-embedded.ts';
import type { Provider, RealmSource } from './provider.ts';

/** Answers in this process, with pages computed by the engine: it rehearses the journeys and proves nothing about a realm. */
export async function openEmbedded({ document, version, sha256 }: RealmSource): Promise<Provider> {
  const embedded = await startEmbedded({ realm: document, version });
  return {
    lane: 'simulated',
    record: { ...embedded.record, realm_sha256: sha256 },
    issuer: embedded.issuer,
    addUser: async (user) =>
      embedded.addUsers([{ ...user, credentials: user.credentials.map((credential) => ({ ...credential })) }]),
    findUser: async (username) => embedded.findUser(username),
    clearFailures: async (username) => embedded.clearFailures(username),
    stop: embedded.stop,
  };
}
