import type { Step, Trace } from '../trace.ts';
import type { ExpectedState } from './contract.ts';

/** A page shown twice in a row in the same state is one column: a wrong answer that was corrected changes no journey. */
export function columns(steps: readonly Step[]): Step[] {
  return steps.filter((step, index) => {
    const before = steps[index - 1];
    return before?.page !== step.page || before.state !== step.state;
  });
}

export interface Comparison {
  /** Index of the first column in which the three rows differ; -1 when they agree. */
  readonly first_difference: number;
  readonly reason?: string;
}

/**
 * Holds promise, prediction and observation against each other, column by column, and then their ends. `halted`: why the
 * journey was not let go on, which no equal columns make good.
 */
export function compare(
  promised: readonly ExpectedState[],
  predicted: Trace,
  observed: Trace,
  halted?: string,
): Comparison {
  const [foretold, seen] = [columns(predicted.steps), columns(observed.steps)];
  const length = Math.max(promised.length, seen.length, predicted.unsupported.length ? 0 : foretold.length);
  for (let index = 0; index < length; index += 1) {
    const reason =
      promiseBroken(promised[index], seen[index]) ??
      (predicted.unsupported.length ? undefined : surprise(foretold[index], seen[index]));
    if (reason) return { first_difference: index, reason };
  }
  const reason = halted ?? otherEnd(predicted, observed);
  return reason ? { first_difference: Math.max(0, seen.length - 1), reason } : { first_difference: -1 };
}

function otherEnd(predicted: Trace, observed: Trace): string | undefined {
  if (predicted.unsupported.length > 0 || predicted.end.kind === observed.end.kind) return undefined;
  return `predicted the end ${predicted.end.kind}, observed ${observed.end.kind}`;
}

function promiseBroken(promised: ExpectedState | undefined, seen: Step | undefined): string | undefined {
  const wanted = promised ? [promised.state, promised.page].filter(Boolean).join('/') : 'nothing further';
  const found = seen ? `${seen.state}/${seen.page}` : 'nothing further';
  const same = promised?.state === seen?.state && (!promised?.page || promised.page === seen?.page);
  return same ? undefined : `promised ${wanted}, observed ${found}`;
}

function surprise(foretold: Step | undefined, seen: Step | undefined): string | undefined {
  const same = foretold?.page === seen?.page && foretold?.state === seen?.state;
  if (same) return undefined;
  const rule = foretold?.because ? ` (${foretold.because.execution}, ${foretold.because.rule})` : '';
  return `predicted ${foretold ? `${foretold.state}/${foretold.page}` : 'nothing further'}${rule}, observed ${seen ? `${seen.state}/${seen.page}` : 'nothing further'}`;
}
