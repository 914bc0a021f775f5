import { loadavg } from 'node:os';

/** What one go cost, in milliseconds. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** Two ways to the same end. `ours` is held against `plain`. */
export interface Contest {
  readonly title: string;
  readonly ours: () => Promise<Cost>;
  readonly plain: () => Promise<Cost>;
  /** The ratio that shall not be exceeded. */
  readonly goal: number;
}

interface Column {
  readonly name: string;
  readonly plain: number;
  readonly ours: number;
}

/** Runs both in turn, so that a busy machine slows both, and prints medians, their ratio and the machine's load. */
export async function interleave({ title, ours, plain, goal }: Contest, rounds: number): Promise<void> {
  const load = load1();
  const costs: { plain: Cost; ours: Cost }[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push({ plain: await plain(), ours: await ours() });
  const columns = (['wall', 'cpu'] as const).map((name) => ({
    name,
    plain: median(costs.map((cost) => cost.plain[name])),
    ours: median(costs.map((cost) => cost.ours[name])),
  }));
  const about = `${rounds} rounds, load ${load} to ${load1()}, goal at most ${goal}`;
  process.stdout.write([`${title} (${about})`, ...columns.map(line), ''].join('\n'));
}

/** The number of rounds: the first argument of the script. */
export function roundsOr(usual: number): number {
  const given = Number(process.argv[2] ?? usual);
  if (Number.isInteger(given) && given > 0) return given;
  throw new RangeError(`the number of rounds must be a positive whole number, not ${process.argv[2]}`);
}

function line({ name, plain, ours }: Column): string {
  const cells = [`plain ${ms(plain)}`, `ours ${ms(ours)}`, `ratio ${(ours / plain).toFixed(2)}`];
  return `  ${name.padEnd(6)}${cells.map((cell) => cell.padEnd(20)).join('')}`.trimEnd();
}

function ms(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(1)} ms`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

const load1 = (): string => (loadavg()[0] ?? 0).toFixed(1);
