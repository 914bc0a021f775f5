/** One row of a flow being made: a step with its config, or a subflow with its rows. */
export interface Row {
  readonly requirement: string;
  readonly authenticator?: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly alias?: string;
  readonly rows?: readonly Row[];
}

export function step(authenticator: string, requirement: string, config?: Readonly<Record<string, string>>): Row {
  return { authenticator, requirement, ...(config ? { config } : {}) };
}

export function sub(alias: string, requirement: string, rows: readonly Row[]): Row {
  return { alias, requirement, rows };
}

interface FlowDocument {
  readonly id: string;
  readonly alias: string;
  readonly providerId: 'basic-flow';
  readonly topLevel: boolean;
  readonly builtIn: false;
  readonly authenticationExecutions: readonly object[];
}

/** The members `authenticationFlows` and `authenticatorConfig` of a realm document. */
export interface FlowDocuments {
  readonly authenticationFlows: readonly FlowDocument[];
  readonly authenticatorConfig: readonly object[];
}

/** A flow as a document has it. `listed` puts the rows of a list in another order than the one they run in. */
export function flowDocuments(
  alias: string,
  rows: readonly Row[],
  listed: <T>(items: readonly T[]) => readonly T[],
): FlowDocuments {
  const made = (name: string, children: readonly Row[], topLevel: boolean): FlowDocuments => {
    const nested = children.flatMap((row) => (row.alias === undefined ? [] : [made(row.alias, row.rows ?? [], false)]));
    const executions = listed(children.map((row, index) => rowDocument(row, index, name)));
    const own: FlowDocument = {
      id: `id-${name.replaceAll(' ', '-')}`,
      ...{ alias: name, providerId: 'basic-flow', topLevel, builtIn: false },
      authenticationExecutions: executions,
    };
    const configs = children.flatMap(({ config }, index) =>
      config ? [{ alias: configAlias(name, index), config }] : [],
    );
    return {
      authenticationFlows: [own, ...nested.flatMap(({ authenticationFlows }) => authenticationFlows)],
      authenticatorConfig: [...configs, ...nested.flatMap(({ authenticatorConfig }) => authenticatorConfig)],
    };
  };
  return made(alias, rows, true);
}

function rowDocument({ authenticator, alias, requirement, config }: Row, index: number, flow: string): object {
  return {
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(alias === undefined ? {} : { flowAlias: alias }),
    authenticatorFlow: alias !== undefined,
    requirement,
    priority: (index + 1) * 10,
    ...(config ? { authenticatorConfig: configAlias(flow, index) } : {}),
  };
}

function configAlias(flow: string, index: number): string {
  return `${flow} ${index + 1}`;
}
