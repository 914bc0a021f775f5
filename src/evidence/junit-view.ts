import type { Summary } from '../summary/summary.ts';
import { type ViewRow, type ViewStatus, viewRows } from './view-rows.ts';
import { escapeMarkup } from './visible.ts';

/** Child element of a test case, by status. */
const ELEMENT: Readonly<Record<ViewStatus, string | undefined>> = {
  passed: undefined,
  failed: 'failure',
  blocked: 'error',
  skipped: 'skipped',
};

/**
 * `data/views/junit.xml`, from the summary alone: no times, hosts, stacks, output or attachment paths, since those
 * change between equal runs or carry what nobody redacted.
 */
export function junitXml(summary: Summary): string {
  const rows = viewRows(summary);
  const suites = [...new Set(rows.map((row) => row.suite))];
  const body = suites.map((suite) =>
    suiteXml(
      suite,
      rows.filter((row) => row.suite === suite),
    ),
  );
  const head = `<testsuites name="flowproof" ${counts(rows)}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...body, '</testsuites>', ''].join('\n');
}

function suiteXml(name: string, rows: readonly ViewRow[]): string {
  const head = `  <testsuite name="${escapeMarkup(name)}" ${counts(rows)}>`;
  return [head, ...rows.map(caseXml), '  </testsuite>'].join('\n');
}

function counts(rows: readonly ViewRow[]): string {
  const count = (status: ViewStatus) => rows.filter((row) => row.status === status).length;
  return `tests="${rows.length}" failures="${count('failed')}" errors="${count('blocked')}" skipped="${count('skipped')}"`;
}

function caseXml(row: ViewRow): string {
  const classname = [row.suite, row.subpath].filter(Boolean).join('.');
  const start = `    <testcase classname="${escapeMarkup(classname)}" name="${escapeMarkup(row.name)}"`;
  const inside = [...properties(row), ...verdict(row)];
  return inside.length === 0 ? `${start}/>` : [`${start}>`, ...inside, '    </testcase>'].join('\n');
}

function properties({ flow_id, subpath, matrix_id }: ViewRow): string[] {
  const named = Object.entries({ flow_id, subpath, matrix_id }).filter(([, value]) => value !== undefined);
  const rows = named.map(([name, value]) => `<property name="${name}" value="${escapeMarkup(String(value))}"/>`);
  return rows.length === 0 ? [] : [`      <properties>${rows.join('')}</properties>`];
}

function verdict({ status, raw, reason }: ViewRow): string[] {
  const element = ELEMENT[status];
  if (!element) return [];
  const type = element === 'skipped' ? '' : ` type="${raw}"`;
  return [`      <${element} message="${escapeMarkup(reason ?? raw)}"${type}/>`];
}
