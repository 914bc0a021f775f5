/** Decision card, gates, proof aside. */
export const DECISION_STYLE = `
.decision { display: grid; grid-template-columns: minmax(0, 1fr) 23rem; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; overflow: clip; }
.decision-main { padding: 2.25rem 2.5rem 2.25rem; display: flex; flex-direction: column; }
h1 { display: flex; align-items: center; gap: .875rem; font-size: 3.375rem; line-height: 1.1; font-weight: 680; letter-spacing: -.028em; color: var(--tone); }
h1 .icon { width: .82em; height: .82em; }
.reason { font-size: 1.4375rem; line-height: 1.45; margin: 1rem 0 2rem; max-width: 42rem; text-wrap: pretty; }
.pair { margin-top: auto; display: grid; grid-template-columns: 1.15fr 1fr; gap: 2rem; align-items: start; }
.primary { background: var(--accent-ground); border-radius: 8px; padding: .875rem 1.125rem 1rem; }
.pair .primary h2 { color: var(--accent); display: flex; align-items: center; gap: .375rem; }
.primary p { font-weight: 550; }
.impact { padding-top: .875rem; }
.impact .names { margin-top: .375rem; font-size: .9375rem; }
.decision-side { background: var(--sunken); border-left: 1px solid var(--line); padding: 2.25rem 1.75rem; font-size: .9375rem; }
.decision-side h2:not(:first-child) { margin-top: 1.625rem; }
.lane { line-height: 1.5; }
.lane + .lane { margin-top: .75rem; }
.lane strong { display: block; width: fit-content; font-weight: 600; border: 1px solid currentColor; border-radius: 4px; padding: 0 .5rem; margin-bottom: .375rem; }
.lane.is-simulated strong { color: var(--tone); border-style: dashed; }
.signatures li { display: flex; align-items: baseline; gap: .5rem; padding: .25rem 0; }
.signatures .icon { color: var(--soft); }
.gate { display: grid; grid-template-columns: 1.5rem 1fr; gap: .875rem; position: relative; padding-bottom: 1.25rem; }
.gate > .icon { width: 1.5rem; height: 1.5rem; color: var(--tone); }
.gate:not(:last-child)::before { content: ""; position: absolute; left: calc(.75rem - .5px); top: 1.75rem; bottom: .25rem; border-left: 1px solid var(--line); }
.gate h3 { line-height: 1.5rem; }
.gate .word { color: var(--tone); margin-left: .375rem; }
.gate p { color: var(--soft); font-size: .9375rem; }
.gate p.next { color: var(--accent); }
.gate.is-shut p:not(.next) { color: var(--ink); }
aside { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem 1.75rem 1.75rem; font-size: .9375rem; align-self: start; }
aside ol + .facts, aside .facts + .plain, aside .plain + .plain { margin-top: .875rem; }
.course li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .75rem; padding: .3125rem 0; border-bottom: 1px solid var(--line); }
.course .word { margin-left: auto; }
.course .ids { flex-basis: 100%; }
.impact .icon { margin-right: .25rem; }
.impact p + ul, .impact ul + p { margin-top: .5rem; }
aside h3 { margin: 1.5rem 0 .5rem; font-size: .9375rem; }
aside pre { font-size: .875rem; margin-bottom: .625rem; }
aside p + p { margin-top: .625rem; }
aside p { color: var(--soft); }
`;
