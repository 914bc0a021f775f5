import { userNamed } from '../flow/run.ts';
import { own } from '../own.ts';
import type { Realm, User } from '../realm.ts';
import type { World } from '../world.ts';

/** What a person holds: the OTP device whose codes they read, by credential id; how often each deviation was used. */
export interface Hand {
  /** Credential id of the device in hand, by username. */
  readonly devices: Readonly<Record<string, string>>;
  /** Period number of the last one-time code given. */
  readonly last_period: number;
  readonly used: Readonly<Record<string, number>>;
}

export const EMPTY_HAND: Hand = { devices: {}, last_period: 0, used: {} };

/** The same things in the hand of somebody whose deviations are still to come. */
export function anew({ devices, last_period }: Hand): Hand {
  return { devices, last_period, used: {} };
}

export function usedOf({ used }: Hand, key: string): number {
  return own(used, key) ?? 0;
}

export function use(hand: Hand, key: string): Hand {
  return { ...hand, used: { ...hand.used, [key]: usedOf(hand, key) + 1 } };
}

/** The device whose codes the person can read: the one enrolled last, else the first one of the realm document. */
export function deviceInHand(hand: Hand, realm: Realm, username: string): string | undefined {
  const enrolled = own(hand.devices, username);
  return enrolled ?? realm.users.get(username)?.credentials.find(({ type }) => type === 'otp')?.id;
}

/** A device enrolled just now replaces the old one in the hand. */
export function afterEnrolment(hand: Hand, before: User | undefined, after: User | undefined): Hand {
  const known = new Set(before?.credentials.map(({ id }) => id));
  const added = after?.credentials.find(({ id, type }) => type === 'otp' && !known.has(id));
  if (!added || !after) return hand;
  return { ...hand, devices: { ...hand.devices, [after.username]: added.id } };
}

export function userIn(realm: Realm, world: World, username: string | undefined): User | undefined {
  return username === undefined ? undefined : userNamed(realm, world, username);
}

/** The next unused one-time code, taken from a coming period if need be. */
export interface NextCode {
  readonly hand: Hand;
  /** The server still takes the code. */
  readonly isInWindow: boolean;
}

/** What decides how long a code is good: seconds of a period, and how many periods ahead the server looks. */
export interface CodeWindow {
  readonly period: number;
  readonly look_ahead: number;
}

/** A code works once; whoever does not wait for the next period takes the code of a coming one. */
export function nextCode(hand: Hand, { period: seconds, look_ahead }: CodeWindow, now: number): NextCode {
  const current = Math.floor(now / (seconds || 30));
  const period = Math.max(current, hand.last_period + 1);
  return { hand: { ...hand, last_period: period }, isInWindow: period - current <= look_ahead };
}
