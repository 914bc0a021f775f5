import type { LintRule } from './rule.ts';
import { isSpoken } from './rules.ts';

/** File name of a rule's page. */
export function lintPageFile({ id }: Pick<LintRule, 'id'>): string {
  return `${id}.md`;
}

/** The index of the pages in Markdown: a row per rule, with a link to its page. */
export function lintIndex(rules: readonly LintRule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](${lintPageFile(rule)}) | ${classText(rule)} | ${rule.title} |`);
  return ['# Rules of the realm lint', '', '| rule | class | |', '|---|---|---|', ...rows, ''].join('\n');
}

function classText(rule: LintRule): string {
  return isSpoken(rule) ? rule.class : `${rule.class}, silent`;
}
