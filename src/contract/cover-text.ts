import type { CoverPlan } from './cover-plan.ts';

/** What a cover drives and what it leaves out, a line each; nothing that is left out goes unsaid. */
export function coverText(contract: string, plan: CoverPlan): string {
  const { walks, seconds, transitions, covered, classes } = plan;
  const head = `${contract}: ${walks.length} walks take ${covered} of ${transitions} transitions in about ${Math.ceil(seconds)} s, one persona for each of ${classes.length} classes`;
  return [head, ...standIns(plan), ...leftOut(plan)].join('\n');
}

function standIns({ classes }: CoverPlan): string[] {
  return classes.flatMap(({ personas: [first, ...others] }) =>
    others.length > 0 ? [`  ${first} also stands for ${others.join(', ')}`] : [],
  );
}

function leftOut({ over_budget, undrivable, unreached }: CoverPlan): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of undrivable) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [
    ...perPersona(over_budget).map(([persona, count]) => `  ${persona}: ${count} left out by the budget`),
    ...[...reasons].map(([reason, count]) => `  ${count} cannot be driven: ${reason}`),
    ...(unreached.length > 0 ? [`  ${unreached.length} lie behind those`] : []),
  ];
}

function perPersona(edges: readonly { readonly persona: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { persona } of edges) counts.set(persona, (counts.get(persona) ?? 0) + 1);
  return [...counts];
}
