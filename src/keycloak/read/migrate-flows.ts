import { USER_CONFIGURED } from '../provider-ids.ts';
import { type DraftFlow, type DraftRow, inOrder } from './draft-flow.ts';

/** `MigrateTo8_0_0.migrateOptionalAuthenticationExecution`: an OPTIONAL row becomes a conditional subflow around itself. */
export function migrateOptional(flow: string, row: DraftRow, added: DraftFlow[]): DraftRow {
  const alias = `${flow} - ${row.authenticator ?? 'null'} - Conditional`;
  const condition: DraftRow = { authenticator: USER_CONFIGURED, requirement: 'REQUIRED', priority: 10 };
  const rows = [condition, { ...row, requirement: 'REQUIRED' as const, priority: 20 }];
  added.push({ alias, id: alias, provider_id: 'basic-flow', top_level: false, rows });
  return { subflow: alias, requirement: 'CONDITIONAL', priority: row.priority };
}

/** `MigrateTo8_0_2`: alternatives beside required rows move into required subflows of their own. */
export function migrateMixedLevels(flows: readonly DraftFlow[]): DraftFlow[] {
  return flows.flatMap((flow) => {
    const levels = new Set(flow.rows.map(({ requirement }) => requirement));
    const mixed = levels.has('ALTERNATIVE') && (levels.has('REQUIRED') || levels.has('CONDITIONAL'));
    return mixed ? separateAlternatives(flow) : [flow];
  });
}

function separateAlternatives(flow: DraftFlow): DraftFlow[] {
  const groups: DraftFlow[] = [];
  const rows: DraftRow[] = [];
  let pending: DraftRow[] = [];
  const close = () => {
    const [first] = pending;
    if (!first) return;
    const alias = `${flow.alias} - Alternatives - ${groups.length}`;
    const moved = pending.map((row, index) => ({ ...row, priority: (index + 1) * 10 }));
    groups.push({ alias, id: alias, provider_id: 'basic-flow', top_level: false, rows: moved });
    rows.push({ subflow: alias, requirement: 'REQUIRED', priority: first.priority });
    pending = [];
  };
  for (const row of inOrder(flow.rows)) {
    if (row.requirement === 'ALTERNATIVE') pending.push(row);
    else {
      if (row.requirement !== 'DISABLED') close();
      rows.push(row);
    }
  }
  close();
  return [{ ...flow, rows }, ...groups];
}
