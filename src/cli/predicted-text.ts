import pc from 'picocolors';
import type { PredictedPage, VisitTrace } from '../keycloak/predict.ts';
import type { ChosenVersion } from './realm-input.ts';

/** What one user will see. */
export interface PredictedPersona {
  readonly username: string;
  readonly trace: VisitTrace;
}

/** What holds for all of them. */
export interface PredictionHead {
  readonly chosen: ChosenVersion;
  readonly realm: string;
  readonly client_id: string;
  readonly redirect_uri: string;
}

/** The prediction as people read it: one paragraph per persona, pages numbered in the order they are shown. */
export function predictionText(head: PredictionHead, personas: readonly PredictedPersona[]): string {
  return [headText(head), ...personas.map(personaText)].join('\n\n');
}

/** `Keycloak 26.7.3 (which wrote the export), realm demo, client portal, answered at https://…`. */
export function headText({ chosen, realm, client_id, redirect_uri }: PredictionHead): string {
  const { version, reason } = chosen;
  return pc.dim(`Keycloak ${version} (${reason}), realm ${realm}, client ${client_id}, answered at ${redirect_uri}`);
}

function personaText({ username, trace }: PredictedPersona): string {
  const unsupported = trace.unsupported.map(({ what, reason }) => `  ${pc.yellow('not known')} ${what}: ${reason}`);
  return [pc.bold(username), ...trace.pages.flatMap(pageLines), `  ${endText(trace)}`, ...unsupported].join('\n');
}

function pageLines({ page, message, because }: PredictedPage, index: number): string[] {
  const text = message === undefined ? '' : `  ${JSON.stringify(message)}`;
  const { execution, requirement, rule } = because;
  const reason = [execution, requirement, rule].filter(Boolean).join(', ');
  return [`  ${index + 1}. ${pc.cyan(page)}${text}`, pc.dim(`     because: ${reason}`)];
}

/** How a visit ended, in words. */
const ENDS: Readonly<Record<VisitTrace['end'], string>> = {
  callback: 'ends at the callback: logged in',
  'callback-error': 'ends at the callback with an error',
  error: "ends on Keycloak's error page",
  idp: 'goes to an identity provider: what follows is not known',
  stuck: 'gets stuck: the right answer brings the same page again',
  stopped: 'stops here: this page cannot be answered with what the user has',
  loop: 'goes round in circles',
  unknown: 'cannot be predicted further',
};

function endText({ end, error, error_description, status, acr }: VisitTrace): string {
  const details = [error, error_description, status && `status ${status}`, acr && `acr ${acr}`].filter(Boolean);
  return details.length === 0 ? ENDS[end] : `${ENDS[end]} (${details.join(', ')})`;
}
