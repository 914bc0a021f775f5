import { satisfies } from '../matrix/lane-order.ts';
import type { Truth } from '../summary/truth.ts';
import { counted, countedVerb, type Judgement, notClaimed, open, shut } from './judgement.ts';

/** Holds the three rows of every journey against each other. */
export function journeysAgree({ tests, findings }: Truth): Judgement {
  const journeys = tests.flatMap((test) => test.journeys);
  const different = journeys.filter((journey) => journey.first_difference >= 0);
  const first = findings.find(({ rule }) => rule === 'journey-differs');
  if (first) {
    const fact = `${countedVerb(different.length, 'journey', ['differs', 'differ'])}. ${first.message}`;
    return shut(fact, first.help);
  }
  if (journeys.length > 0) return open(`${counted(journeys.length, 'journey')} went as promised and predicted.`);
  return notClaimed('No journey was driven in this run.', 'Drive journeys of a contract with journey.run.');
}

const LOSS_RULES: readonly string[] = ['journal-unreadable', 'picture-missing'];

/** Evidence that was written and then lost would make the packet look thinner than the run was. */
export function evidenceReadable({ tests, findings }: Truth): Judgement {
  const lost = findings.filter(({ rule }) => LOSS_RULES.includes(rule));
  const [first] = lost;
  if (first) return shut(`${countedVerb(lost.length, 'record', ['is', 'are'])} lost. ${first.message}`, first.help);
  const pictures = tests.flatMap((test) => test.pictures);
  const withheld = pictures.filter(({ status }) => status === 'withheld').length;
  return open(`${counted(pictures.length, 'picture')}, ${withheld} of them withheld; no record was lost.`);
}

/** Shut until somebody has searched: what was not audited is not known to be clean. */
export function noSecretFound({ audit }: Truth): Judgement {
  if (!audit) return shut('The evidence was not searched for secrets.', 'Run the audit of the packet.');
  const found = audit.filter(({ severity }) => severity === 'error');
  const [first] = found;
  if (first) return shut(`${counted(found.length, 'secret')} found in the evidence. ${first.message}`, first.help);
  return open('The evidence was searched, and no secret was found.');
}

/** What the embedded provider shows is a rehearsal. Only a row that demands more keeps this gate shut. */
export function nonLiveProof({ matrix, flows, tests, proof }: Truth): Judgement {
  if (proof && !satisfies(proof.lane, proof.demanded.lane)) return tooWeak(proof);
  const demanding = (matrix?.flows ?? []).filter((row) => row.environment_lane.lane !== 'simulated');
  const unproved = flows.filter(
    (flow) =>
      flow.state !== 'passed' && flow.state !== 'waived' && demanding.some((row) => row.flow_id === flow.flow_id),
  );
  const [first] = unproved;
  if (first) {
    const lane = demanding.find((row) => row.flow_id === first.flow_id)?.environment_lane.lane ?? 'disposable';
    return shut(
      `${first.flow_id} demands proof in the lane ${lane} and does not have it.`,
      `Run its tests in the lane ${lane}.`,
    );
  }
  if (demanding.length > 0) return open(`${counted(demanding.length, 'flow')} proved in the lane that each demands.`);
  const real = tests.filter((test) => test.outcome === 'passed' && satisfies(test.lane, 'disposable'));
  if (real.length > 0) return open(`${counted(real.length, 'test')} passed on a real Keycloak.`);
  return notClaimed(
    'No test ran on a real Keycloak. The embedded provider proves the tests, the app and the packet, never the realm.',
    'Run the same tests in the lane disposable before the realm is changed.',
  );
}

/** What is only simulated never stands for the proof that a contract demands. */
function tooWeak({ contract, lane, demanded }: NonNullable<Truth['proof']>): Judgement {
  const fact = `${contract} demands proof in the lane ${demanded.lane}, and this one is ${lane}.`;
  return shut(fact, `Prove ${contract} in the lane ${demanded.lane}.`);
}
