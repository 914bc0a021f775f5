import type { FlowConfig } from '../../src/config.ts';
import type { MatrixRow } from '../../src/matrix/matrix.ts';
import { readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';

/** The shipped flows, seen from the folder of an inline project. */
export const SHIPPED = {
  contracts: '../../../flows/contracts',
  journeys: '../../../flows/journeys',
} as const;

/** Text of a Playwright config made with the package's own helper. */
export function configText(config: FlowConfig = {}): string {
  const given = JSON.stringify({ testDir: '.', workers: 2, timeout: 30_000, ...config }, undefined, 2);
  return `import { defineFlowConfig } from 'flowproof/config';\n\nexport default defineFlowConfig(${given});\n`;
}

/** Text of a matrix with rows that are ready, each with a UAT row of its own. JSON is YAML as well. */
export function matrixText(...rows: readonly Partial<MatrixRow>[]): string {
  const ready = rows.map((row, index) => readyRow({ matrix_ids: [uatId(index)], ...row }));
  return JSON.stringify(sampleMatrix(...ready), undefined, 2);
}

function uatId(index: number): string {
  return `UAT-DEMO-${String(index + 1).padStart(3, '0')}`;
}

/** A spec that imports the package by its own name. */
export function specText(body: string): string {
  return `import { expect, flow, test } from 'flowproof/test';\n${body}\n`;
}
