/** Narrow screens: everything stacks, tables turn into cards, nothing scrolls sideways. Then paper. */
export const PAPER_STYLE = `
@media screen and (max-width: 62rem) {
  main, .decision { grid-template-columns: minmax(0, 1fr); }
  .gate-section, aside { grid-column: 1; grid-row: auto; }
  .decision-side { border-left: 0; border-top: 1px solid var(--line); }
}
@media screen and (max-width: 58rem) {
  .flows, .flows tbody, .flows tr, .flows tbody th, .flows td { display: block; }
  .flows thead { display: none; }
  .flows tbody tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .375rem; padding: .875rem 1.25rem 1rem; }
  .flows tbody tr > * { border-bottom: 0 !important; padding: 0 !important; }
  .flows tbody th { grid-column: 1 / -1; }
  .flows tbody tr + tr:not(.priority + tr) { border-top: 1px solid var(--line); }
  .cell.is-passed, .cell.is-waived { background: var(--sunken); }
  .cell { padding: .375rem .625rem .4375rem; }
  .cell-name { position: static; width: auto; height: auto; clip-path: none; display: block; font-size: .8125rem; font-weight: 400; color: var(--soft); }
  .gaps, .gaps tbody, .gaps tr { display: block; }
  .gaps thead { display: none; }
  .gaps tr { padding: .625rem 0; border-bottom: 1px solid var(--line); }
  .gaps td { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 0 .75rem; border: 0; padding: .0625rem 0; }
  .gaps td:first-child { white-space: normal; }
  .band { display: block; }
  .steps { display: grid; gap: .25rem; }
  .rows { display: none; }
  .step { display: grid; grid-row: auto; grid-template-rows: none; row-gap: .375rem; padding: .5rem .5rem .75rem; }
  .step > div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); align-items: start; gap: 0 .75rem; }
  .row-name { display: block; font-size: .8125rem; color: var(--soft); padding-top: .3125rem; }
  .seen > * { grid-column: 2; max-width: 24rem; }
  .proof { grid-template-columns: 1fr auto; row-gap: .25rem; }
  .proof > div { grid-column: 1 / -1; }
}
@media screen and (max-width: 40rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  main { row-gap: 2.75rem; }
  .brand span { display: none; }
  h1 { font-size: 2.25rem; gap: .625rem; }
  .reason { font-size: 1.125rem; margin-bottom: 1.5rem; }
  .decision-main, .decision-side { padding: 1.5rem 1.25rem; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: .75rem; }
  .strip > summary, .strip-foot, .flow, aside { padding-left: 1.125rem; padding-right: 1.125rem; }
  .band { padding-left: .625rem; padding-right: .625rem; }
  .because { margin-left: 1.125rem; margin-right: 1.125rem; }
  .facts.wide { grid-template-columns: minmax(0, 1fr); }
  .facts.wide dd { margin-bottom: .5rem; }
}
@page { size: A4; margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; --ground: #fff; --surface: #fff; }
  html { font-size: 8.5pt; }
  body { background: #fff; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav, .skip, .strip > summary .chain { display: none; }
  main { display: block; }
  main > * { margin-bottom: 2.25rem; }
  h2, h3, .priority { break-after: avoid; }
  .gate, .test, .proof, .step, .because, .flows tr, .decision, aside { break-inside: avoid; }
  .flows thead th { position: static; }
  .signatures li { display: block; border-bottom: 1px solid var(--strong-line); padding: 1.75rem 0 .125rem; }
  a { color: inherit; text-decoration: none; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
  details:not([open]) > :not(summary) { display: block; }
  summary { list-style: none; }
}
`;
