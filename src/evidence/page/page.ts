import { createHash } from 'node:crypto';
import { gateCount, proofHeadline, VERDICT_WORDS } from '../words.ts';
import { decisionCard } from './decision-card.ts';
import { diagnostics } from './diagnostics.ts';
import { edgeSection } from './edge-section.ts';
import { evidenceSection } from './evidence-section.ts';
import { flowTable } from './flow-table.ts';
import { gateList } from './gate-list.ts';
import { type Html, html, markupOf, trusted } from './html.ts';
import { sprite } from './icons.ts';
import { notTested } from './not-tested.ts';
import { type PageInput, type PageModel, pageModel } from './page-model.ts';
import { personaSection } from './persona-section.ts';
import { proofAside } from './proof-aside.ts';
import { STYLE } from './style.ts';

/** `index.html`: one file, read from disk, without network or script. Pure: equal inputs give equal bytes. */
export function renderPage(input: PageInput): string {
  const model = pageModel(input);
  const title = `${titleWord(model.summary)} – UAT evidence packet`;
  return markupOf(html`${trusted('<!doctype html>')}
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><title>${title}</title><style>${trusted(STYLE)}</style></head>
<body>${sprite()}<a class="skip" href="#decision">Skip to the decision</a>
${header(model)}<main>${decisionCard(model)}${gateList(model.summary.gates)}${flowTable(model.summary.flows)}
${personaSection(model)}${edgeSection(model)}${proofAside(model)}${notTested(model)}${evidenceSection(model)}${diagnostics(model)}</main>
<footer>Made by flowproof ${model.run.versions.flowproof}. Equal results give an equal <a href="data/summary.json">summary</a>.</footer></body></html>
`);
}

function titleWord({ proof, verdict }: PageModel['summary']): string {
  return proof ? proofHeadline(proof) : VERDICT_WORDS[verdict.status];
}

/** The policy allows this style and pictures of this packet: nothing else is fetched, run or sent. */
function policy(): string {
  const style = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; img-src data: 'self' file:; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
}

function header({ summary, personas, run }: PageModel): Html {
  const links = [
    ['gates', 'Gates', gateCount(summary.gates).split(' ')[0]],
    ['flows', 'Flows', summary.flows.length],
    ['personas', 'Personas', personas.length],
    ['proof', 'Proof', undefined],
    ['not-tested', 'Not tested', summary.not_tested.length],
    ['evidence', 'Evidence', summary.tests.length],
    ['diagnostics', 'Diagnostics', undefined],
  ] as const;
  const items = links.map(([id, name, count]) => html`<li><a href="#${id}">${name} <span>${count}</span></a></li>`);
  return html`<header><p class="brand">UAT evidence packet <span>${run.packet_id}</span></p><nav aria-label="Sections"><ul>${items}</ul></nav></header>`;
}
