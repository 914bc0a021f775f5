/** Flows x subpaths, gaps and waivers, evidence by cell, diagnostics. */
export const TABLE_STYLE = `
table { border-collapse: collapse; width: 100%; }
th { text-align: left; }
.flows { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
.flows thead th { position: sticky; top: 0; z-index: 1; background: var(--surface); font-size: .8125rem; font-weight: 500; color: var(--soft); padding: .75rem 0 .625rem .625rem; border-bottom: 1px solid var(--strong-line); overflow-wrap: normal; }
.flows thead th:first-child { width: 24%; padding-left: 1.25rem; border-top-left-radius: 12px; }
.flows thead th:last-child { border-top-right-radius: 12px; }
.flows .priority th { padding: 1.125rem 1.25rem .5rem; font-size: .9375rem; }
.flows .priority span { color: var(--soft); font-weight: 400; margin-left: .25rem; }
.flows tbody th[scope="row"] { padding: .75rem .75rem .75rem 1.25rem; font-weight: 600; line-height: 1.35; vertical-align: top; }
.flows tbody th[scope="row"] a { color: inherit; text-decoration-color: var(--strong-line); }
.flows tbody tr:not(:last-child) > * { border-bottom: 1px solid var(--line); }
.flows .priority > * { border-bottom: 0 !important; }
.ids { display: block; font-size: .8125rem; font-weight: 400; color: var(--soft); line-height: 1.4; margin-top: .125rem; }
.flows td { padding: .375rem .125rem; vertical-align: top; }
.cell { display: block; padding: .4375rem .5rem; border-radius: 6px; color: var(--tone); text-decoration: none; font-size: .875rem; font-weight: 550; }
.cell:hover { background: var(--tone-ground); text-decoration: underline; }
.cell.is-failed, .cell.is-blocked, .cell.is-flaky { background: var(--tone-ground); }
.cell.is-passed .state, .cell.is-waived .state { font-weight: 450; }
.state { display: inline-flex; align-items: center; gap: .3125rem; white-space: nowrap; }
.cell-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.gaps { font-size: .9375rem; }
.gaps th { white-space: nowrap; font-size: .8125rem; font-weight: 550; color: var(--soft); padding: .5rem 1.5rem .5rem 0; border-bottom: 1px solid var(--strong-line); }
.gaps td { overflow-wrap: break-word; padding: .625rem 1.5rem .625rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.gaps td:first-child { white-space: nowrap; }
.gaps + h3 { margin: 2.25rem 0 .5rem; }
.flow { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 0 1.5rem; }
.flow > summary { padding: 1.125rem 0; }
.flow > summary h3 { display: inline; margin-right: .5rem; }
.flow > summary .ids { display: inline; margin-right: .75rem; }
.flow + .flow { margin-top: 1rem; }
.flow > h3 { margin-top: 1.125rem; }
.proof { display: grid; grid-template-columns: 7rem 12rem minmax(0, 1fr); gap: 0 1rem; padding: .75rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.proof h4 { font-size: .9375rem; font-weight: 550; }
.proof > .word { line-height: 1.66; }
.proof > .word .lane-tag { margin-left: .375rem; }
:target { scroll-margin-top: 4rem; }
.proof:target, .test:target { position: relative; }
.proof:target::before, .test:target::before { content: ""; position: absolute; left: -.875rem; top: .625rem; bottom: .625rem; border-left: 3px solid var(--accent); }
.tests { margin-top: .5rem; }
.test { padding: .375rem 0 .5rem; }
.test-title { line-height: 1.45; }
.test-title .word { margin-right: .25rem; }
.proof > .is-passed ~ div > p:first-child, .test-title .is-passed { color: var(--soft); font-weight: 400; }
.where { color: var(--soft); font-size: .8125rem; }
.where .names { display: inline-flex; margin-left: .375rem; }
.shots { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; margin: .75rem 0 .25rem; }
.withheld { display: grid; place-content: center; gap: .125rem; text-align: center; min-height: 7rem; padding: 1rem; border: 1px dashed var(--strong-line); border-radius: 8px; font-size: .8125rem; color: var(--soft); }
.withheld b { color: var(--ink); }
.fold { border-top: 1px solid var(--line); }
.fold:last-child { border-bottom: 1px solid var(--line); }
.fold > summary { padding: .75rem 0; font-weight: 550; }
.fold > :not(summary) { margin-bottom: 1.25rem; }
summary { cursor: pointer; }
details:has(:target)::details-content { content-visibility: visible; block-size: auto; }
`;
