import type { Realm } from '../realm.ts';

type Config = Readonly<Record<string, string>>;

/** Every config of the realm, whether a row names it or not: some steps read those of others. */
export function configsOf({ configs, executions }: Realm): Config[] {
  const named = [...executions.values()].flatMap(({ config }) => (config ? [config] : []));
  return [...configs, ...named];
}
