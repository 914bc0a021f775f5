/** Film strips: one grid per band, its rows shared by all steps, so that the eye can compare down and across. */
export const STRIP_STYLE = `
.persona + .persona { margin-top: 2.25rem; }
.persona > h3 { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; margin-bottom: .75rem; font-size: 1.1875rem; }
.strip { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; }
.strip + .strip { margin-top: .75rem; }
.strip > summary { padding: .875rem 1.5rem; border-radius: 12px; }
.strip > summary span { color: var(--soft); margin-left: .25rem; }
.strip > summary [class*="is-"] { color: var(--tone); }
.strip[open] .chain { display: none; }
.chain { font-size: .875rem; }
.band { display: grid; grid-template-columns: 5rem repeat(5, minmax(0, 1fr)); grid-template-rows: repeat(5, auto); row-gap: .5rem; padding: .25rem 1.5rem 1.25rem; }
.band.is-wide { grid-template-columns: 5rem repeat(4, minmax(0, 1fr)); }
.rows, .step { display: grid; grid-template-rows: subgrid; grid-row: 1 / span 5; }
.steps { display: contents; }
.rows { padding-top: .375rem; }
.rows span { font-size: .8125rem; color: var(--soft); padding-top: .4375rem; }
.step { padding: .375rem .375rem .75rem; border-radius: 10px; align-content: start; }
.step-number { font-size: .8125rem; color: var(--soft); font-variant-numeric: tabular-nums; padding-left: .125rem; display: flex; gap: .625rem; }
.mark { display: inline-flex; align-items: center; gap: .25rem; color: var(--failed); font-weight: 600; }
.row-name { display: none; }
.chip { display: block; height: 100%; background: var(--sunken); border: 1px solid transparent; border-radius: 6px; padding: .3125rem .5625rem .375rem; font-size: .875rem; line-height: 1.35; }
.chip b { font-weight: 600; display: block; }
.chip code, .chip em { display: block; color: var(--soft); font-size: .78125rem; font-style: normal; }
.chip.is-absent { background: none; border: 1px dashed var(--strong-line); color: var(--soft); }
.step.is-different { background: var(--failed-ground); }
.is-different .chip { background: var(--surface); }
.chip.is-odd { border: 1px solid var(--failed); }
.is-different .chip code, .is-different .chip em { color: var(--ink); }
.because { margin: -.25rem 1.5rem 1.25rem; padding: .875rem 1.125rem; border-radius: 8px; background: var(--failed-ground); max-width: 56rem; }
.because p + p { margin-top: .25rem; }
.because strong { color: var(--failed); }
.strip-foot { border-top: 1px solid var(--line); padding: .75rem 1.5rem .875rem; font-size: .875rem; color: var(--soft); }
.strip-foot .names { display: inline-flex; margin-left: .375rem; }
.strip-foot b { color: var(--ink); font-weight: 550; }
.shot .open { display: block; }
.shot img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
.shot .open:hover img { border-color: var(--accent); }
.seen .shot figcaption { display: none; }
.shot figcaption { font-size: .8125rem; color: var(--soft); margin-top: .25rem; }
.shot .close { display: none; }
@media screen {
  .shot:target { position: fixed; inset: 0; z-index: 5; margin: 0; padding: 1.5rem; background: var(--ground); display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 1rem; place-items: center; }
  .shot:target .open { height: 100%; max-width: 100%; display: grid; place-items: center; }
  .shot:target img { width: auto; max-width: 100%; max-height: 100%; }
  .shot:target figcaption { display: block; font-size: 1rem; color: var(--ink); }
  .shot:target .close { display: inline; margin-left: 1rem; }
}
`;
