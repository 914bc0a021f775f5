import { Problem } from '../problem.ts';
import { openContract } from './contract-text.ts';
import { openProofJournal, type ProofEntry, type ProofJournal } from './proof-journal.ts';
import { beginOnServer, type EndProof } from './proof-lifecycle.ts';
import { type ProofRequest, readProofRequest } from './proof-request.ts';
import { withoutUserNames } from './without-user-names.ts';

let begun: Promise<EndProof> | undefined;
let ended: Promise<void> | undefined;

/**
 * Playwright's global setup of a proof: after it the realm stands as the contract changes it, and workers may play in it.
 * What it returns ends the proof while the server of the run still stands.
 */
export default async function proofSetup(): Promise<EndProof> {
  begun = begin(requested(process.env));
  await begun;
  return endProof;
}

/** Ends what the setup began, once, also where the setup is still at it. */
export function endProof(): Promise<void> {
  ended ??= end();
  return ended;
}

async function end(): Promise<void> {
  const endBegun = await begun?.catch(() => undefined);
  if (!endBegun) return;
  noteDriven(openProofJournal(requested(process.env).folder));
  await endBegun();
}

/** A phase that never began stays so: nobody was driven where the realm could not be prepared. */
function noteDriven(journal: ProofJournal): void {
  const began = journal.entries().some((entry) => entry.kind === 'step' && entry.phase === 'drive');
  if (!began) return;
  const stop = journal.stopped();
  const how = stop ? { state: 'failed' as const, detail: stop.says } : { state: 'done' as const };
  journal.note({ kind: 'step', at_ms: Date.now(), phase: 'drive', ...how });
}

async function begin(request: ProofRequest): Promise<EndProof> {
  const journal = openProofJournal(request.folder);
  const endBegun = await BEGIN[request.provider](request, journal);
  if (!journal.stopped()) journal.note({ kind: 'step', at_ms: Date.now(), phase: 'drive', state: 'began' });
  return endBegun;
}

type Begin = (request: ProofRequest, journal: ProofJournal) => Promise<EndProof>;

const BEGIN: Readonly<Record<ProofRequest['provider'], Begin>> = {
  embedded: async (_, journal) => {
    journal.note({ kind: 'server', text: 'The embedded provider: no server' });
    for (const step of IN_MEMORY) journal.note({ kind: 'step', at_ms: Date.now(), ...step });
    return async () => undefined;
  },
  keycloak: (request, journal) => {
    const contract = openContract(request.contract, '');
    const unnamed = withoutUserNames(contract.contract.identity_graph.personas.map(({ id }) => id));
    const say = (line: string): void => void process.stderr.write(`proof: ${unnamed(line)}\n`);
    const note = (entry: ProofEntry): void => journal.note(JSON.parse(unnamed(JSON.stringify(entry))));
    return beginOnServer({ contract, journal: { ...journal, note }, env: process.env, say });
  },
};

type Told = Pick<Extract<ProofEntry, { kind: 'step' }>, 'phase' | 'state' | 'detail'>;

const notNeeded = (phase: Told['phase'], detail: string): Told => ({ phase, state: 'not_needed', detail });

/** What the embedded provider does instead of each phase, and what that is worth. */
const IN_MEMORY: readonly Told[] = [
  notNeeded('import', 'No server: each worker loads the realm as it is after the change, in memory.'),
  notNeeded('read_back', 'There is no server from which it could be read.'),
  notNeeded('change', 'It was computed by the same engine that predicts, not made on a server.'),
  notNeeded('roll_back', 'There is nothing to take back: the realm ended with the run.'),
  notNeeded('read_again', 'There is no server from which it could be read.'),
  notNeeded('remove', 'There is nothing to remove.'),
];

function requested(env: NodeJS.ProcessEnv): ProofRequest {
  const request = readProofRequest(env);
  if (request) return request;
  throw new Problem({
    code: 'bad-option',
    what: 'nobody asked for a proof',
    next: 'run "flowproof contract prove <contract>", which plays these tests itself',
  });
}
