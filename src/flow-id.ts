import { z } from 'zod';

/** The eight subpaths of the UAT Summary Evidence Gate: all of them, always, in this order. */
export const SUBPATHS = [
  'happy',
  'empty',
  'blocked',
  'recovery',
  'negative',
  'cleanup',
  'fixture',
  'environment',
] as const;
export const subpath = z.enum(SUBPATHS);
export type Subpath = z.infer<typeof subpath>;

/** `FLOW-<AREA>-<NAME>-<NNN>`, for example `FLOW-AUTH-MFA-001`. */
export const flowId = z.string().regex(/^FLOW(-[A-Z0-9]+){2,}-\d{3}$/, 'expected FLOW-<AREA>-<NAME>-<NNN>');

/** A row of the UAT matrix, for example `UAT-AUTH-001`. */
export const matrixId = z.string().regex(/^UAT(-[A-Z0-9]+)+-\d{3}$/, 'expected UAT-<AREA>-<NNN>');

export const PRIORITIES = ['P0', 'P1', 'P2'] as const;
export const priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof priority>;

/** Annotation types under which Playwright carries the ids; they are declared, never pushed at run time. */
export const ANNOTATION = { flow_id: 'flow_id', subpath: 'subpath', matrix_id: 'matrix_id' } as const;
