/** Colours (all text at least 4.5:1 on its ground, WCAG 1.4.3), type, page frame. One accent; the rest is status. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f5f2; --surface: #ffffff; --sunken: #f1f0ec; --line: #dedbd3; --strong-line: #bdb8ac;
  --ink: #1c1b19; --soft: #5c5850; --accent: #1f4e8c; --accent-ground: #eaf0f8;
  --passed: #1d6b3a; --passed-ground: #e8f3eb; --failed: #a8231c; --failed-ground: #fbeae8;
  --blocked: #8a4a00; --blocked-ground: #fbf0de; --flaky: #6a3d9a; --flaky-ground: #f2ebf9;
  --waived: #46566b; --waived-ground: #ebeff4;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141517; --surface: #1c1e21; --sunken: #24272b; --line: #33373c; --strong-line: #545a62;
    --ink: #eceae5; --soft: #a8a69f; --accent: #93b9ee; --accent-ground: #1d2937;
    --passed: #7fcf9a; --passed-ground: #1a2a20; --failed: #ff9d94; --failed-ground: #36201e;
    --blocked: #f0b768; --blocked-ground: #33281a; --flaky: #cdaaf2; --flaky-ground: #2b2336;
    --waived: #b0c0d4; --waived-ground: #242b34;
  }
  .shot img { filter: brightness(.88); }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 2rem; }
h1, h2, h3, h4, p, ol, ul, dl, dd, figure, pre { margin: 0; }
ol, ul { padding: 0; list-style: none; }
h2 { font-size: 1.375rem; line-height: 1.3; font-weight: 650; letter-spacing: -.012em; margin-bottom: 1rem; }
h3 { font-size: 1.0625rem; line-height: 1.4; font-weight: 650; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, pre { font-family: var(--mono); font-size: .8125em; }
pre { background: var(--sunken); border-radius: 6px; padding: .75rem .875rem; white-space: pre-wrap; font-size: .9375rem; line-height: 1.5; }
.icon { width: 1em; height: 1em; flex: none; vertical-align: -.125em; }
.sprite { position: absolute; width: 0; height: 0; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; z-index: 3; }
.count { color: var(--soft); font-weight: 400; margin-left: .375rem; font-variant-numeric: tabular-nums; }
.eyebrow, .decision-side h2, .pair h2 { font-size: .8125rem; line-height: 1.4; font-weight: 600; letter-spacing: 0; color: var(--soft); margin-bottom: .375rem; }
.lead { color: var(--soft); max-width: 46rem; margin: -.5rem 0 1.25rem; }
.next { color: var(--accent); }
.next .icon { margin-right: .375rem; }
.none { color: var(--soft); font-size: .8125rem; }
.word .icon { margin-right: .3125rem; }
.word { font-size: .875rem; font-weight: 550; color: var(--soft); white-space: nowrap; }
.is-passed { --tone: var(--passed); --tone-ground: var(--passed-ground); }
.is-ready, .is-open { --tone: var(--passed); --tone-ground: var(--passed-ground); }
.is-failed, .is-shut { --tone: var(--failed); --tone-ground: var(--failed-ground); }
.is-blocked, .is-simulated { --tone: var(--blocked); --tone-ground: var(--blocked-ground); }
.is-flaky, .is-interrupted { --tone: var(--flaky); --tone-ground: var(--flaky-ground); }
.is-waived, .is-not_claimed, .is-not_readiness_evidence { --tone: var(--waived); --tone-ground: var(--waived-ground); }
.word[class*="is-"] { color: var(--tone); }
.names { display: flex; flex-wrap: wrap; gap: .125rem .875rem; }
.plain li { margin-top: .25rem; }
.facts { display: grid; grid-template-columns: minmax(5.5rem, auto) 1fr; gap: .25rem .875rem; font-size: .9375rem; }
.facts + .facts { margin-top: 1rem; }
.facts dt { color: var(--soft); }
.facts.wide { grid-template-columns: minmax(14rem, auto) 1fr; }
.hash { line-height: 1.4; display: inline-block; }
.lane-tag { --tone: var(--waived); font-size: .8125rem; font-weight: 550; color: var(--tone); border: 1px solid currentColor; border-radius: 4px; padding: 0 .375rem; }
.lane-tag.is-simulated { --tone: var(--blocked); border-style: dashed; }
header { display: flex; flex-wrap: wrap; gap: .25rem 2rem; justify-content: space-between; align-items: baseline; padding-top: 1.25rem; padding-bottom: 1.25rem; }
.brand { font-weight: 650; }
.brand span { font: .8125rem var(--mono); color: var(--soft); margin-left: .5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.125rem; font-size: .9375rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav span { color: var(--soft); font-variant-numeric: tabular-nums; }
main { display: grid; grid-template-columns: minmax(0, 1fr) 23rem; gap: 3.5rem 2.5rem; }
main > * { grid-column: 1 / -1; min-width: 0; }
.gate-section { grid-column: 1; grid-row: 2; }
aside { grid-column: 2; grid-row: 2; }
footer { color: var(--soft); font-size: .875rem; padding-top: 3rem; padding-bottom: 3rem; }
`;
