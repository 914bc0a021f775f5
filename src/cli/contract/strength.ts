import { type Command, Option } from 'commander';
import { sharesByOperator, sharesOf } from '../../contract/mutation/shares.ts';
import { contractStrength, type Strength, type Tried } from '../../contract/mutation/strength.ts';
import { strengthFindings } from '../../contract/mutation/strength-findings.ts';
import { strengthText } from '../../contract/mutation/strength-text.ts';
import { openContract } from '../../run/contract-text.ts';
import { contractTrial } from '../../run/contract-trial.ts';
import { projectOptions } from '../content.ts';
import { reportFindings } from '../findings.ts';
import { toStderr, toStdout } from '../print.ts';

const LISTS = {
  killed: (fate: Tried['fate']) => fate === 'killed',
  survivors: (fate: Tried['fate']) => fate === 'survivor' || fate === 'undecided',
  equivalent: (fate: Tried['fate']) => fate === 'equivalent',
  all: () => true,
} as const;

/** What is listed where nobody asks: the findings tell people of the survivors. */
const UNASKED = { json: LISTS.survivors, text: () => false } as const;

interface StrengthOptions {
  readonly json?: boolean;
  readonly list?: keyof typeof LISTS;
}

const HELP = `
The realm after the contract's change is made wrong in one place at a time. A mutant is killed when a promise or an
invariant of the contract no longer holds, or can no longer be decided; the realm lint does not count. It is equivalent
when it is proved that no persona could tell it by pages, messages, ends and what can be done; tokens, mail and time are
not looked at. It is refused when the server would not import it. What is left survives: the contract does not speak
about it. Add a line, or list the mutant under accepted_mutants with a reason ("*" stands for any text). A line that
kills no mutant alone is reported as well.

Exit codes: 0 no survivor that is not accepted, 1 there is one, 2 unusable input.`;

export function addStrength(group: Command): void {
  group
    .command('strength')
    .description('whether the contract would notice: the realm is mutated, and the lines that notice are counted')
    .argument('<contract>', 'the contract: its file, or its id')
    .addOption(new Option('--list <which>', 'lists these mutants as well').choices(Object.keys(LISTS)))
    .option('--json', 'as JSON, with the survivors unless told otherwise, and nothing else on standard output')
    .addHelpText('after', HELP)
    .action(report);
}

function report(named: string, { json, list }: StrengthOptions): void {
  const source = openContract(named, projectOptions().contracts);
  const strength = contractStrength(contractTrial(source), { onTried: say });
  const findings = strengthFindings(source.contract, strength);
  const isListed = list === undefined ? UNASKED[json ? 'json' : 'text'] : LISTS[list];
  const listed = strength.mutants.filter(({ fate }) => isListed(fate));
  if (json) {
    toStdout(JSON.stringify({ contract: source.contract.id, ...asData(strength, listed), findings }, null, 2));
    if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    return;
  }
  if (strength.mutants.length > 0) toStdout(`${strengthText(strength)}\n`);
  if (listed.length > 0) toStdout(`${listed.map(mutantText).join('\n')}\n`);
  reportFindings(findings, { clean: 'every mutant that makes a difference is noticed, and every line is needed' });
}

const EVERY = 100;

function say(done: number, total: number): void {
  if (done % EVERY === 0 || done === total) toStderr(`${done}/${total} mutants`);
}

function asData({ mutants, lines, unchanged, broken }: Strength, listed: readonly Tried[]) {
  return {
    totals: sharesOf(mutants),
    operators: Object.fromEntries(sharesByOperator(mutants)),
    lines,
    mutants: listed,
    unchanged,
    broken,
  };
}

function mutantText(mutant: Tried): string {
  const killers = mutant.fate === 'killed' ? ` by ${mutant.by.map(({ line }) => line).join(', ')}` : '';
  return `${mutant.fate}${killers}: ${mutant.id}`;
}
