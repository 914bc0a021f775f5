import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { didYouMean } from '../document/nearest.ts';
import { lintIndex, lintPageFile } from '../keycloak/lint/lint-index.ts';
import { lintPage } from '../keycloak/lint/lint-page.ts';
import { lintRealm } from '../keycloak/lint/lint-realm.ts';
import type { LintRule } from '../keycloak/lint/rule.ts';
import { LINT_RULES } from '../keycloak/lint/rules.ts';
import { Problem } from '../problem.ts';
import { reportFindings } from './findings.ts';
import { toStderr, toStdout } from './print.ts';
import { openRealm, readRealmDocument } from './realm-input.ts';

interface LintOptions {
  readonly realm?: string;
  readonly version?: string;
  readonly json?: boolean;
  readonly explain?: string;
  readonly docs?: string;
}

export function addLint(program: Command): void {
  program
    .command('lint')
    .description('known traps of Keycloak flows in a realm export: what breaks or weakens which login, and the fix')
    .option('--realm <file>', 'the realm export')
    .option('--version <version>', 'Keycloak version to judge for (default: the one that wrote the export)')
    .option('--json', 'findings as JSON, and nothing else on standard output')
    .option('--explain <rule>', 'shows the page of a rule, such as L-06, instead')
    .option('--docs <folder>', 'writes the pages of all rules instead')
    .action((options: LintOptions) => {
      if (options.explain !== undefined) toStdout(lintPage(ruleNamed(options.explain)).trimEnd());
      else if (options.docs !== undefined) writePages(options.docs);
      else report(options.realm ?? missingRealm(), options);
    });
}

function report(file: string, { version, json = false }: LintOptions): void {
  const { chosen } = openRealm(file, version);
  const findings = lintRealm({ document: readRealmDocument(file), version: chosen.version, file });
  if (!json) toStderr(`judged for Keycloak ${chosen.version} (${chosen.reason})`);
  reportFindings(findings, { json, clean: `${LINT_RULES.size} rules: nothing to report` });
}

/** The rule of this id, in upper or lower case; else a `bad-option` problem with the nearest one. */
function ruleNamed(id: string): LintRule {
  const rule = LINT_RULES.get(id.toUpperCase());
  if (rule) return rule;
  const known = [...LINT_RULES.keys()];
  throw new Problem({
    code: 'bad-option',
    what: `there is no rule "${id}"`,
    expected: `${known.at(0)} to ${known.at(-1)}`,
    next: didYouMean(id, known, 'Name a rule as a finding shows it.'),
  });
}

function writePages(folder: string): void {
  const rules = [...LINT_RULES.values()];
  const pages = [
    ['README.md', lintIndex(rules)],
    ...rules.map((rule) => [lintPageFile(rule), lintPage(rule)] as const),
  ] as const;
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  } catch {
    throw new Problem({
      code: 'output-unwritable',
      what: 'the pages cannot be written into this folder',
      at: { file: folder },
      next: 'name another folder with --docs',
    });
  }
  toStdout(`${folder}: ${pages.length} pages`);
}

function missingRealm(): never {
  throw new Problem({
    code: 'bad-option',
    what: 'there is no realm to look at',
    expected: '--realm FILE, or --explain RULE, or --docs FOLDER',
    next: 'name a realm export with --realm',
  });
}
