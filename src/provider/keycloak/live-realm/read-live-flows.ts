import { z } from 'zod';
import { needed, type Reading } from './reading.ts';

const flow = z.looseObject({ id: z.string(), alias: z.string() });
const config = z.looseObject({ id: z.string() });
const row = z.looseObject({ flowId: z.string().optional(), authenticationConfig: z.string().optional() });

const FLOWS = { what: 'authentication flows', permission: 'view-realm' };

type ById = Map<string, Readonly<Record<string, unknown>>>;

/** The flows and configs of a realm as an export holds them. Only top-level flows are listed: the rest is found in their rows. */
export async function readLiveFlows(reading: Reading) {
  const top = await needed(reading, '/authentication/flows', { ...FLOWS, shape: z.array(flow) });
  const flows: ById = new Map(top.map((each) => [each.id, each]));
  const configs: ById = new Map();
  for (const { alias } of top) {
    const path = `/authentication/flows/${encodeURIComponent(alias)}/executions`;
    const rows = await needed(reading, path, { ...FLOWS, shape: z.array(row) });
    for (const each of rows) {
      await readOnce(flows, each.flowId, (id) =>
        needed(reading, `/authentication/flows/${id}`, { ...FLOWS, shape: flow }),
      );
      await readOnce(configs, each.authenticationConfig, (id) =>
        needed(reading, `/authentication/config/${id}`, { ...FLOWS, shape: config }),
      );
    }
  }
  return { authenticationFlows: [...flows.values()], authenticatorConfig: [...configs.values()] };
}

async function readOnce(known: ById, id: string | undefined, read: (id: string) => Promise<{ id: string }>) {
  if (id !== undefined && !known.has(id)) known.set(id, await read(encodeURIComponent(id)));
}
