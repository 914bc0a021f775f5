import type { EdgeCoverage } from '../../summary/edge-coverage.ts';
import { counted } from '../words.ts';
import { factTable } from './fact-table.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { PageModel } from './page-model.ts';

const COLUMNS = ['Contract', 'Personas', 'Predicted', 'Rehearsed', 'Observed', 'Contradicted'];

/** How much of what can happen in the logins was gone, a row for each contract; nothing where no journey told of it. */
export function edgeSection({ summary }: PageModel): Html | undefined {
  const rows = summary.edge_coverage ?? [];
  if (rows.length === 0) return undefined;
  const contracts = [...new Set(rows.map(({ contract }) => contract))];
  return html`<section aria-labelledby="transitions">
<h2 id="transitions">Transitions <span class="count">${counted(contracts.length, 'contract')}</span></h2>
<p class="lead">What can happen in the logins at all, as predicted; rehearsed on the embedded provider, observed on a real server.
Personas that nobody can tell apart count once.</p>
${factTable(
  COLUMNS,
  contracts.map((contract) =>
    contractRow(
      contract,
      rows.filter((row) => row.contract === contract),
    ),
  ),
)}
${rows.flatMap(contradictions)}
</section>`;
}

function contractRow(contract: string, rows: readonly EdgeCoverage[]): (string | number)[] {
  const sum = (of: (row: EdgeCoverage) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return [
    contract,
    counted(
      sum(({ personas }) => personas.length),
      'persona',
    ),
    sum(({ predicted }) => predicted),
    sum(({ rehearsed }) => rehearsed),
    sum(({ observed }) => observed),
    sum(({ contradicted }) => contradicted.length),
  ];
}

function contradictions({ personas, contradicted }: EdgeCoverage): Html[] {
  return contradicted.map(
    (edge) => html`<p class="word is-failed">${icon('failed')}${personas.join(', ')}: led elsewhere: ${edge}</p>`,
  );
}
