import { walkText } from '../walk.ts';
import type { Reason } from './reason.ts';

/** Reasons that say the same of several personas, at one place and shown by one way. */
export interface ReasonGroup {
  readonly reason: Reason;
  readonly personas: readonly string[];
  /** The message without the name it begins with. */
  readonly says: string;
}

/** In the order in which the first of each group stands. */
export function reasonGroups(reasons: readonly Reason[]): ReasonGroup[] {
  const groups = new Map<string, { reason: Reason; personas: string[]; says: string }>();
  for (const reason of reasons) {
    const says = withoutName(reason);
    const key = JSON.stringify([reason.rule, reason.at, says, reason.walk && walkText(reason.walk)]);
    const group = groups.get(key);
    const personas = reason.persona === undefined ? [] : [reason.persona];
    if (group) group.personas.push(...personas);
    else groups.set(key, { reason, personas, says });
  }
  return [...groups.values()];
}

function withoutName({ persona, message }: Reason): string {
  return persona !== undefined && message.startsWith(persona) ? message.slice(persona.length).trimStart() : message;
}
