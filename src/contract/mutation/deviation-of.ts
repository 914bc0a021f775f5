import type { Input, Submit } from '../../keycloak/input.ts';
import type { Deviation, Kind } from '../deviation.ts';
import type { Walk } from '../walk.ts';

type Answer = 'wrong' | 'empty';

/** Fields of a form whose answer can be planned as wrong or empty. */
const FIELDS = ['password', 'otp', 'recovery', 'enroll'] as const satisfies readonly (Kind & keyof Submit)[];

/** What somebody has to plan who wants to go this way; `undefined` where a plan cannot say it. */
export function deviationOf({ steps }: Walk): Deviation | undefined {
  const draft: Draft = { wrong: {}, empty: {}, try_another_way: {}, choose: [] };
  const isPlanned = steps.every(({ page, deed }) => !deed || noteDeed(draft, page, deed));
  if (!isPlanned) return undefined;
  const { wrong, empty, try_another_way, choose } = draft;
  return {
    ...(hasMembers(wrong) && { wrong }),
    ...(hasMembers(empty) && { empty }),
    ...(hasMembers(try_another_way) && { try_another_way }),
    ...(choose.length > 0 && { choose }),
  };
}

interface Draft {
  readonly wrong: Partial<Record<Kind, number>>;
  readonly empty: Partial<Record<Kind, number>>;
  readonly try_another_way: Record<string, number>;
  readonly choose: string[];
}

function noteDeed(draft: Draft, page: string, { does, label }: { does: Input; label: string }): boolean {
  if (does.kind === 'try-another-way') {
    draft.try_another_way[page] = (draft.try_another_way[page] ?? 0) + 1;
    return true;
  }
  if (does.kind === 'choose') return draft.choose.push(label.replace(/^choose /, '')) > 0;
  return does.kind === 'submit' && noteAnswer(draft, does);
}

function noteAnswer(draft: Draft, answer: Submit): boolean {
  for (const field of FIELDS) {
    const verdict = answer[field];
    if (isDeviant(verdict)) draft[verdict][field] = (draft[verdict][field] ?? 0) + 1;
  }
  return answer.accept !== false && answer.tampered !== true;
}

function isDeviant(verdict: unknown): verdict is Answer {
  return verdict === 'wrong' || verdict === 'empty';
}

function hasMembers(record: object): boolean {
  return Object.keys(record).length > 0;
}
