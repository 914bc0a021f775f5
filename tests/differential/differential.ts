import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../../src/problem.ts';
import { startKeycloak } from '../../src/provider/keycloak/server.ts';
import { type FindingsFolder, findingsFolder } from './findings-folder.ts';
import { type Scenario, scenarioOf } from './generate/realm.ts';
import { judge, readKnownDifferences } from './known-differences.ts';
import { type Laboratory, laboratory, type Result } from './laboratory.ts';
import { type JsonPath, minimise } from './minimise.ts';
import { reportText, type Tried } from './report.ts';

const USAGE = 'differential --seeds <count> [--version <version>] [--from <seed>] [--out <folder>]';
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    version: { type: 'string', default: '26.7.3' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: join('test-results', 'differential') },
  },
});
function numberIn(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Problem({ code: 'bad-option', what: `--${name} "${text}" is no number`, next: USAGE });
}

/** Predicts and plays the logins of `count` seeds on a real server; 0: nothing new, 1: a new or a vanished difference. */
async function run(version: string, from: number, count: number): Promise<number> {
  const folder = findingsFolder(join(values.out, version));
  const server = await startKeycloak({ version, log: say });
  try {
    const tried: Tried[] = [];
    for (let seed = from; seed < from + count; seed += 1)
      tried.push(...(await trySeed(scenarioOf(seed, version), laboratory(server), folder)));
    return concluded(tried);
  } finally {
    await server.stop();
  }
}

async function trySeed(scenario: Scenario, lab: Laboratory, folder: FindingsFolder): Promise<Tried[]> {
  const results = await lab.run(scenario.document, scenario.plans);
  const steady: Result[] = [];
  for (const result of results)
    steady.push(result.tried.why === undefined ? result : await again(scenario, result, lab));
  folder.keep(scenario.document, steady);
  say(`seed ${scenario.seed}: ${steady.map(({ tried }) => markOf(tried)).join(' ')}`);
  for (const result of steady.filter(({ tried }) => tried.why !== undefined))
    folder.disagreement(result.plan.id, await smallest(scenario, result, lab));
  return steady.map(({ tried }) => tried);
}

/** A person's pace. A script is faster than the server's own bookkeeping of failed attempts, which shows under load. */
const PACE_MS = 1500;

/** What disagrees at a script's pace is played again at a person's: only what still disagrees says anything about the prediction. */
async function again({ document }: Scenario, first: Result, lab: Laboratory): Promise<Result> {
  const [second] = await lab.run(document, [first.plan], PACE_MS);
  if (!second || second.tried.why !== undefined) return second ?? first;
  const { id, version, why = '' } = first.tried;
  const left_out = `agrees at the pace of a person, but not of a script (${id}: ${why})`;
  return { ...first, tried: { id, version, rules: [], left_out } };
}

function markOf({ why, strict, left_out }: Tried): string {
  if (left_out !== undefined) return 'left-out';
  if (why !== undefined) return 'DISAGREES';
  return strict === undefined ? 'agrees' : 'text-differs';
}

const BUDGET = 100;

interface Case {
  readonly document: Scenario['document'];
  readonly plan: Result['plan'];
}

/** The smallest realm, and its login, in which prediction and server still disagree. */
async function smallest({ document }: Scenario, result: Result, lab: Laboratory) {
  const start: Case = { document, plan: result.plan };
  let last = result;
  const shows = async (candidate: Case): Promise<boolean> => {
    const [replayed] = await lab.run(candidate.document, [candidate.plan], PACE_MS);
    if (replayed?.tried.why === undefined || replayed.tried.left_out !== undefined) return false;
    last = replayed;
    return true;
  };
  const found = await minimise(start, { shows, stays: isNeeded, budget: BUDGET });
  return { document: found.document, result: last };
}

const NEEDED = [
  /^document$/,
  /^document\.(realm|enabled|sslRequired|users|clients)$/,
  /^document\.users\.\d+\.(username|enabled)$/,
  /^document\.clients\.\d+\.(clientId|redirectUris.*|publicClient)$/,
  /^document\..*\.(alias|providerId|authenticationExecutions|requirement|topLevel)$/,
  /^plan(\.(id|server_version|request.*|persona|persona\.username|visits|visits\.0|visits\.\d+\.params))?$/,
];

/** Without these there is no realm or no login to speak of. */
function isNeeded(path: JsonPath): boolean {
  const text = path.join('.');
  return NEEDED.some((pattern) => pattern.test(text));
}

function concluded(tried: readonly Tried[]): number {
  const { fresh, gone } = judge(
    tried.filter(({ left_out }) => left_out === undefined),
    readKnownDifferences(),
  );
  process.stdout.write(`${reportText(tried)}\n`);
  for (const { id, why } of gone)
    process.stdout.write(`${id} agrees now: take it from known-differences.json (${why})\n`);
  return fresh.length + gone.length > 0 ? 1 : 0;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  process.exitCode = await run(values.version, numberIn('from', values.from), numberIn('seeds', values.seeds));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say(error.message);
  process.exitCode = 2;
}
