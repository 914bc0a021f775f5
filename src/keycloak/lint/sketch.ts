/**
 * A tiny realm as text. Flows are written one row per line, `<provider id or subflow> <REQUIREMENT>`, a subflow with a colon
 * after its requirement and its rows indented below it. `key=value` pairs are the row's config, `@alias` names a config of `realm`,
 * `#7` is a priority; without one rows are numbered in steps of ten.
 */
export interface Sketch {
  /** The browser flow, which gets the alias `example`; absent: the flows of a new realm. */
  readonly flow?: string;
  /** Further top-level flows by alias, which is also their id. */
  readonly flows?: Readonly<Record<string, string>>;
  /** Members of the realm document. */
  readonly realm?: Readonly<Record<string, unknown>>;
}

interface SketchedFlow {
  readonly alias: string;
  readonly topLevel: boolean;
  readonly rows: SketchedRow[];
}

interface SketchedRow {
  readonly name: string;
  readonly requirement: string;
  readonly isFlow: boolean;
  readonly priority: number;
  readonly config: Readonly<Record<string, string>>;
  readonly alias: string | undefined;
}

const ROW = /^( *)(\S.*?) (REQUIRED|ALTERNATIVE|CONDITIONAL|DISABLED)(:?)(.*)$/;
const PAIR = /([\w-]+)=("[^"]*"|\S+)/g;

/** The realm document of a sketch, as an import would take it. */
export function sketchedRealm({ flow, flows = {}, realm = {} }: Sketch): Readonly<Record<string, unknown>> {
  const written = flow === undefined ? {} : { example: flow };
  const parsed = Object.entries({ ...written, ...flows }).flatMap(([alias, text]) => parseFlow(alias, text));
  return {
    realm: 'example',
    enabled: true,
    ...(flow === undefined ? {} : { browserFlow: 'example' }),
    ...(parsed.length === 0 ? {} : { authenticationFlows: parsed.map(flowDocument), ...configDocuments(parsed) }),
    ...realm,
  };
}

/** The flow and its subflows. */
function parseFlow(alias: string, text: string): SketchedFlow[] {
  const flows: SketchedFlow[] = [{ alias, topLevel: true, rows: [] }];
  const open: { readonly indent: number; readonly flow: SketchedFlow | undefined }[] = [{ indent: -1, flow: flows[0] }];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const { indent, row } = parseRow(line);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    open.at(-1)?.flow?.rows.push(row);
    if (!row.isFlow) continue;
    const subflow: SketchedFlow = { alias: row.name, topLevel: false, rows: [] };
    flows.push(subflow);
    open.push({ indent, flow: subflow });
  }
  return flows;
}

function parseRow(line: string): { readonly indent: number; readonly row: SketchedRow } {
  const [, indent = '', name = '', requirement = '', colon = '', rest = ''] = ROW.exec(line) ?? [];
  const config = Object.fromEntries([...rest.matchAll(PAIR)].map(([, key, value = '']) => [key, unquoted(value)]));
  const priority = Number(/#(\d+)/.exec(rest)?.[1] ?? Number.NaN);
  const [, alias] = /@(\S+)/.exec(rest) ?? [];
  return { indent: indent.length, row: { name, requirement, isFlow: colon === ':', priority, config, alias } };
}

function unquoted(value: string): string {
  return value.replaceAll('"', '');
}

function flowDocument({ alias, topLevel, rows }: SketchedFlow) {
  const authenticationExecutions = rows.map((row, index) => ({
    ...(row.isFlow ? { flowAlias: row.name } : { authenticator: row.name }),
    authenticatorFlow: row.isFlow,
    requirement: row.requirement,
    priority: Number.isNaN(row.priority) ? (index + 1) * 10 : row.priority,
    ...named(row, configAlias(alias, row, index)),
  }));
  return { id: alias, alias, providerId: 'basic-flow', topLevel, authenticationExecutions };
}

function named(row: SketchedRow, own: string): { readonly authenticatorConfig?: string } {
  const alias = row.alias ?? (Object.keys(row.config).length > 0 ? own : undefined);
  return alias === undefined ? {} : { authenticatorConfig: alias };
}

function configAlias(flow: string, { name }: SketchedRow, index: number): string {
  return `${flow} ${index + 1} ${name}`;
}

function configDocuments(flows: readonly SketchedFlow[]) {
  const authenticatorConfig = flows.flatMap(({ alias, rows }) =>
    rows.flatMap((row, index) =>
      Object.keys(row.config).length === 0 ? [] : [{ alias: configAlias(alias, row, index), config: row.config }],
    ),
  );
  return authenticatorConfig.length === 0 ? {} : { authenticatorConfig };
}
