import { z } from 'zod';
import { adminPath } from './admin-path.ts';
import { unknownName } from './known.ts';
import { type Call, operationRow } from './operation.ts';
import type { RealmDraft } from './realm-draft.ts';

const texts = z.record(z.string(), z.string());

/** A config as an execution is created with it. */
export const authenticatorConfig = z.strictObject({ alias: z.string().min(1), config: texts });

/** Replaces what a config says. The server's path has its id instead of its alias. */
export const updateConfig = operationRow({
  method: 'PUT',
  path: '/authentication/config/{config}',
  body: z.strictObject({ config: texts }),
  apply: (draft, call) => {
    const found = knownConfig(draft, call);
    found.config = kept(call.body.config);
  },
  undo: ({ before }, call) => {
    const { alias, config: was } = knownConfig(before, call);
    const path = adminPath('/authentication/config/{config}', { config: alias });
    return [{ method: 'PUT', path, body: { config: { ...was } } }];
  },
});

function knownConfig({ realm }: RealmDraft, { params, refused }: Call<'/authentication/config/{config}', unknown>) {
  const found = realm.authenticatorConfig.find(({ alias }) => alias === params.config);
  const known = realm.authenticatorConfig.map(({ alias }) => alias);
  if (!found) throw refused(unknownName('authenticator config', params.config, { path: ['path'], known }));
  return found;
}

/** Writes a config that an execution is created with; its alias is that of no other. */
export function addConfig(
  draft: RealmDraft,
  added: z.infer<typeof authenticatorConfig>,
  { refused }: Pick<Call<string, unknown>, 'refused'>,
): void {
  const { authenticatorConfig: all } = draft.realm;
  const { alias, config } = added;
  if (!all.some((one) => one.alias === alias)) return void all.push({ alias, config: kept(config) });
  const what = `an authenticator config has the alias "${alias}" already`;
  const next = 'Choose another alias: the whole realm shares them.';
  throw refused({ path: ['body', 'config', 'alias'], what, expected: 'an alias of its own', next });
}

/** Empty texts are dropped. Source: `RepresentationToModel.removeEmptyString`. */
function kept(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
}
