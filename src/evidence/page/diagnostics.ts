import type { Finding } from '../../finding.ts';
import type { RunRecord } from '../run-record.ts';
import { counted } from '../words.ts';
import { factTable } from './fact-table.ts';
import { type Html, html } from './html.ts';
import { durationText } from './moments.ts';
import type { PageModel } from './page-model.ts';

/** For whoever looks for causes; folded, since no decision needs it. */
export function diagnostics({ summary, run }: PageModel): Html {
  return html`<section aria-labelledby="diagnostics">
<h2 id="diagnostics">Diagnostics</h2>
${fold(`Findings (${summary.findings.length})`, findingTable(summary.findings))}
${fold('Versions and phases', versions(run))}
${fold(`Provider log (${counted(run.provider_log.length, 'line')})`, log(run.provider_log))}
${fold('Files of this packet', files())}
</section>`;
}

function fold(title: string, body: Html): Html {
  return html`<details class="fold"><summary>${title}</summary>${body}</details>`;
}

function findingTable(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<p>No finding.</p>`;
  const rows = findings.map(({ severity, rule, at, message, help }) => [severity, rule, at, message, help]);
  return factTable(['Severity', 'Rule', 'Where', 'What', 'Next'], rows);
}

function versions({ versions: used, phases, ended_at }: RunRecord): Html {
  const rows = Object.entries(used).map(([name, version]) => html`<dt>${name}</dt><dd>${version}</dd>`);
  const parts = phases.map(({ name, duration_ms }) => html`<dt>${name}</dt><dd>${durationText(duration_ms)}</dd>`);
  return html`<dl class="facts">${rows}</dl><dl class="facts">${parts}<dt>Ended</dt><dd>${ended_at}</dd></dl>`;
}

function log(lines: readonly string[]): Html {
  return html`<pre><code>${lines.map(
    (line) => html`${line}
`,
  )}</code></pre>`;
}

const FILES = [
  ['data/summary.json', 'the one derivation from results to truth; equal results give equal bytes'],
  ['data/run.json', 'everything that differs between two equal runs'],
  ['data/findings.jsonl', 'every finding, one per line'],
  ['data/failure-classification.md', 'what kind each failure is, before anything is fixed'],
  ['data/views/junit.xml', 'the same truth for tools that read JUnit'],
  ['data/views/ctrf.json', 'the same truth for tools that read CTRF'],
] as const;

function files(): Html {
  const rows = FILES.map(([path, what]) => html`<dt><a href="${path}">${path}</a></dt><dd>${what}</dd>`);
  return html`<dl class="facts wide">${rows}</dl>`;
}
