import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Every record of one provider instance: nothing is shared between instances, as the library's own default would. */
export type MemoryStore = Map<string, AdapterPayload>;

/** The storage of one model of the protocol library in `store`. Records live as long as the instance. */
export function memoryAdapter(model: string, store: MemoryStore): Adapter {
  const key = (id: string) => `${model}:${id}`;
  const findBy = async (matches: (payload: AdapterPayload) => boolean) =>
    [...store].find(([name, payload]) => name.startsWith(`${model}:`) && matches(payload))?.[1];
  return {
    async upsert(id, payload) {
      store.set(key(id), payload);
    },
    async find(id) {
      return store.get(key(id));
    },
    findByUid: (uid) => findBy((payload) => payload.uid === uid),
    findByUserCode: (code) => findBy((payload) => payload.userCode === code),
    async consume(id) {
      const payload = store.get(key(id));
      if (payload) store.set(key(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
    },
    async destroy(id) {
      store.delete(key(id));
    },
    async revokeByGrantId(grantId) {
      for (const [name, payload] of store) if (payload.grantId === grantId) store.delete(name);
    },
  };
}
