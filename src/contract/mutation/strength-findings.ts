import type { Finding } from '../../finding.ts';
import type { Contract } from '../contract.ts';
import { type Walk, walkText } from '../walk.ts';
import { accepts } from './accepted.ts';
import type { Sight } from './difference.ts';
import type { Survivor } from './fate.ts';
import type { Strength, Tried } from './strength.ts';

/** What is to be done about a contract's strength. Errors: it speaks about too little. Warnings: it says what does nothing. */
export function strengthFindings(contract: Contract, strength: Strength): Finding[] {
  if (strength.broken.length > 0) return strength.broken.map((message) => notKept(contract, message));
  const { mutants, lines } = strength;
  return [
    ...(mutants.some(({ fate }) => fate === 'killed' || fate === 'survivor') ? [] : [nothingTried(contract)]),
    ...mutants.flatMap((mutant) => (isOpen(mutant) ? [survives(mutant)] : [])),
    ...mutants.flatMap((mutant) => (mutant.fate === 'undecided' ? [undecided(mutant)] : [])),
    ...lines.filter(({ alone }) => alone.length === 0).map(({ line, kills }) => vacuous(line, kills)),
    ...contract.accepted_mutants.flatMap((entry, row) => (isUsed(entry, mutants) ? [] : [stale(entry.mutant, row)])),
  ];
}

/** A survivor that nobody accepted. */
export function isOpen(mutant: Tried): mutant is Tried & Survivor {
  return mutant.fate === 'survivor' && !mutant.accepted;
}

function isUsed(entry: Contract['accepted_mutants'][number], mutants: readonly Tried[]): boolean {
  return mutants.some(({ fate, id }) => fate === 'survivor' && accepts(entry, id));
}

function notKept({ id }: Contract, message: string): Finding {
  return {
    rule: 'contract-not-kept',
    severity: 'error',
    at: id,
    message: `nothing was tried, since the contract does not hold on its own realm: ${message}`,
    help: `review it first: flowproof contract review ${id}`,
  };
}

function nothingTried({ id }: Contract): Finding {
  return {
    rule: 'nothing-tried',
    severity: 'error',
    at: id,
    message: 'no mutant of the realm makes a difference to any persona, so nothing is known about the strength',
    help: 'look at the personas and the client: do they meet the realm at all?',
  };
}

function survives({ id, persona, original, mutant, original_walk, suggestion }: Tried & Survivor): Finding {
  return {
    rule: 'mutant-survives',
    severity: 'error',
    at: id,
    message: `no line notices it. ${persona}: ${briefly(original_walk)}\n  ${difference(original, mutant)}`,
    help: `add to the contract, or accept the mutant with a reason:\n${indented(suggestion.yaml)}`,
  };
}

/** The walk in one line; what is done again and again is said once: `login (password wrong) 30 times`. */
function briefly(walk: Walk): string {
  const runs: { step: string; times: number }[] = [];
  for (const step of walkText(walk).split(' > ')) {
    const last = runs.at(-1);
    if (last?.step === step) last.times += 1;
    else runs.push({ step, times: 1 });
  }
  return runs.map(({ step, times }) => (times === 1 ? step : `${step} ${times} times`)).join(' > ');
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** What the realm shows and what the mutant shows instead, in words. */
export function difference(original: Sight, mutant: Sight): string {
  const [before, after] = [sightText(original), sightText(mutant)];
  if (before !== after) return `the realm shows ${before}, the mutant ${after}`;
  const more = mutant.inputs.filter((input) => !original.inputs.includes(input));
  const less = original.inputs.filter((input) => !mutant.inputs.includes(input));
  const words = [more.length > 0 && `offers also ${more.join(', ')}`, less.length > 0 && `lacks ${less.join(', ')}`];
  return `both show ${before}; the mutant ${words.filter(Boolean).join(' and ')}`;
}

function sightText({ page, message, end }: Sight): string {
  const { kind: _kind, ...details } = end ?? { kind: undefined };
  const known = Object.entries(details).map(([key, value]) => `${key} ${value}`);
  return [page, message && `"${message}"`, known.length > 0 && `(${known.join(', ')})`].filter(Boolean).join(' ');
}

function undecided({ id, reason }: Tried & { readonly reason: string }): Finding {
  return {
    rule: 'mutant-undecided',
    severity: 'warning',
    at: id,
    message: `whether anybody could notice it is not known: ${reason}`,
    help: 'count it as a survivor until the machine is smaller',
  };
}

function vacuous(line: string, kills: number): Finding {
  const others = kills === 0 ? 'it kills no mutant' : `each of the ${kills} mutants it kills is killed by another line`;
  return {
    rule: 'line-vacuous',
    severity: 'warning',
    at: line,
    message: `without this line the contract would notice as much: ${others}`,
    help: 'sharpen the line, or remove it and what repeats it',
  };
}

function stale(mutant: string, row: number): Finding {
  return {
    rule: 'accepted-mutant-stale',
    severity: 'warning',
    at: `accepted_mutants[${row}]`,
    message: `"${mutant}" is accepted, and no mutant of that name survives`,
    help: 'remove the entry',
  };
}
