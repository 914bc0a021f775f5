import type { AnyStateMachine } from 'xstate';
import { KNOWN_PAGES } from '../contract/screens.ts';
import { BROWSER_STATES } from '../trace.ts';

/** Ends that are no page of their own: a right answer is refused again and again. Every other event is the page that was seen. */
export const END_EVENTS: readonly string[] = ['blocked', 'excluded'];

/**
 * A journey is an xstate machine that accepts observed pages: its states are browser states (a suffix after `:`
 * tells two of a kind apart), its events pages, its final states the ends of the journey. It holds no secret.
 */
export type Journey = AnyStateMachine;

/** What makes a machine unfit as a journey; empty when it is fit. */
export function journeyFaults(machine: Journey): string[] {
  const names = Object.keys(machine.states).filter((name) => name !== 'start');
  const events = machine.events.filter((event) => !KNOWN_PAGES.includes(event) && !END_EVENTS.includes(event));
  const states = names.filter((name) => !BROWSER_STATES.some((state) => state === name.split(':')[0]));
  const final = names.some((name) => machine.states[name]?.type === 'final');
  return [
    ...events.map((event) => `event "${event}" is no page that is known`),
    ...states.map((name) => `state "${name}" is no browser state`),
    ...(final ? [] : ['no final state: the journey never ends']),
  ];
}
