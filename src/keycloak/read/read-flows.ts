import { IDP_REDIRECTOR } from '../provider-ids.ts';
import type { Requirement } from '../realm.ts';
import type { Traits } from '../version.ts';
import { type BuiltInFlow, builtInFlows } from './built-in-flows.ts';
import {
  type DocumentNode,
  elements,
  flag,
  integer,
  isAbsent,
  member,
  refused,
  requiredText,
  text,
  textRecord,
} from './document-node.ts';

import type { DraftFlow, DraftRow } from './draft-flow.ts';
import { migrateOptional } from './migrate-flows.ts';

const REQUIREMENTS: readonly string[] = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED', 'OPTIONAL'];

type Configs = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Source: `DefaultExportImportManager.importAuthenticationFlows`: the flows of the document, else those of a new realm. */
export function readFlows(root: DocumentNode, configs: Configs, traits: Traits): DraftFlow[] {
  const list = member(root, 'authenticationFlows');
  const written = isAbsent(list) ? [] : elements(list);
  const aliases = new Set(written.map((node) => requiredText(member(node, 'alias'))));
  const flows = written.flatMap((node) => readFlow(node, configs, aliases)).map(withRedirector);
  checkNesting(written, flows);
  const missing = builtInFlows(traits).filter(({ alias }) => !aliases.has(alias));
  return written.length > 0 ? [...flows, ...closed(missing, aliases)] : missing.map(fromBuiltIn);
}

/** The flow named `browser` always has a redirector (`DefaultAuthenticationFlows.addIdentityProviderAuthenticator`). */
function withRedirector(flow: DraftFlow): DraftFlow {
  const isComplete =
    flow.alias !== 'browser' || flow.rows.some(({ authenticator }) => authenticator === IDP_REDIRECTOR);
  if (isComplete) return flow;
  return { ...flow, rows: [...flow.rows, { authenticator: IDP_REDIRECTOR, requirement: 'ALTERNATIVE', priority: 25 }] };
}

/** A flow that contains itself would never end. */
function checkNesting(written: readonly DocumentNode[], flows: readonly DraftFlow[]): void {
  const children = new Map(flows.map(({ alias, rows }) => [alias, rows.flatMap(({ subflow }) => subflow ?? [])]));
  const done = new Set<string>();
  const visit = (alias: string, path: readonly string[]): void => {
    if (path.includes(alias)) {
      const node = written.find((candidate) => text(member(candidate, 'alias')) === alias);
      throw refused(node ?? ROOT, `flow "${alias}" contains itself`, 'subflows that end somewhere');
    }
    if (done.has(alias)) return;
    for (const child of children.get(alias) ?? []) visit(child, [...path, alias]);
    done.add(alias);
  };
  for (const { alias } of flows) visit(alias, []);
}

const ROOT: DocumentNode = { value: undefined, path: 'authenticationFlows', file: undefined };

/** A built-in flow is added with its subflows, and only when the document has no flow of that alias. */
function closed(missing: readonly BuiltInFlow[], present: ReadonlySet<string>): DraftFlow[] {
  const added: BuiltInFlow[] = [];
  const isWanted = ({ alias, top_level }: BuiltInFlow) =>
    top_level || added.some(({ rows }) => rows.some(({ subflow }) => subflow === alias && !present.has(alias)));
  for (const flow of missing) if (isWanted(flow)) added.push(flow);
  return added.map(fromBuiltIn);
}

function fromBuiltIn({ alias, provider_id, top_level, rows }: BuiltInFlow): DraftFlow {
  return { alias, id: alias, provider_id, top_level, rows };
}

/** `DefaultExportImportManager.importAuthenticationFlows` finds configs by alias, and the last of one alias wins. */
export function readConfigs(root: DocumentNode): Configs {
  return new Map(
    elements(member(root, 'authenticatorConfig')).map((node) => {
      const alias = text(member(node, 'alias'));
      if (alias === undefined) throw refused(node, 'an authenticator config without alias', 'an alias');
      const kept = Object.entries(textRecord(member(node, 'config'))).filter(([, value]) => value !== '');
      return [alias, Object.fromEntries(kept)];
    }),
  );
}

function readFlow(node: DocumentNode, configs: Configs, aliases: ReadonlySet<string>): DraftFlow[] {
  const alias = requiredText(member(node, 'alias'));
  const list = member(node, 'authenticationExecutions');
  if (isAbsent(list)) throw refused(list, `flow "${alias}" has no list of executions`, 'a list, which may be empty');
  const provider = text(member(node, 'providerId'));
  if (provider === undefined) throw refused(node, `flow "${alias}" has no providerId`, '"basic-flow" or "form-flow"');
  const added: DraftFlow[] = [];
  const rows = elements(list).map((row) => {
    const draft = readRow(row, configs, aliases);
    return text(member(row, 'requirement')) === 'OPTIONAL' ? migrateOptional(alias, draft, added) : draft;
  });
  const id = text(member(node, 'id')) ?? '';
  return [{ alias, id, provider_id: provider, top_level: flag(member(node, 'topLevel'), false), rows }, ...added];
}

function readRow(node: DocumentNode, configs: Configs, aliases: ReadonlySet<string>): DraftRow {
  const authenticator = text(member(node, 'authenticator'));
  const subflow = readSubflow(node, aliases);
  const config = readConfig(member(node, 'authenticatorConfig'), configs);
  return {
    requirement: readRequirement(member(node, 'requirement')),
    priority: integer(member(node, 'priority'), 0),
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(subflow === undefined ? {} : { subflow }),
    ...(config === undefined ? {} : { config }),
  };
}

/** The flag decides whether a row is a subflow; the alias must resolve in any case. */
function readSubflow(node: DocumentNode, aliases: ReadonlySet<string>): string | undefined {
  const at = member(node, 'flowAlias');
  const alias = text(at);
  if (alias !== undefined && !aliases.has(alias))
    throw refused(at, `no flow has the alias "${alias}"`, 'the alias of a flow in this document');
  const isFlow = flag(member(node, 'authenticatorFlow'), flag(member(node, 'autheticatorFlow'), false));
  if (isFlow && alias === undefined) throw refused(node, 'a subflow without flowAlias', 'the alias of a flow');
  return isFlow ? alias : undefined;
}

function readConfig(node: DocumentNode, configs: Configs): Readonly<Record<string, string>> | undefined {
  const alias = text(node);
  if (alias === undefined) return undefined;
  const config = configs.get(alias);
  if (!config)
    throw refused(node, `no authenticator config has the alias "${alias}"`, 'an alias of authenticatorConfig');
  return config;
}

function readRequirement(node: DocumentNode): Requirement {
  const value = requiredText(node);
  if (!REQUIREMENTS.includes(value)) throw refused(node, `"${value}" is no requirement`, REQUIREMENTS.join(', '));
  // REQUIREMENTS lists the union and OPTIONAL, which the caller replaces at once.
  return value as Requirement;
}
