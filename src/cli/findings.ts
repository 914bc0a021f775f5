import pc from 'picocolors';
import type { Finding } from '../finding.ts';
import { toStdout } from './print.ts';

const COLOUR: Readonly<Record<Finding['severity'], (text: string) => string>> = {
  error: pc.red,
  warning: pc.yellow,
  info: pc.dim,
};

/** Prints findings for people, or as one JSON document and nothing else; sets the exit code to 1 when one is an error. */
export function reportFindings(findings: readonly Finding[], { json, clean }: { json?: boolean; clean: string }): void {
  if (json) toStdout(JSON.stringify({ findings }, null, 2));
  else for (const line of findings.length > 0 ? findings.map(findingText) : [clean]) toStdout(line);
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
}

function findingText({ severity, rule, at, message, help }: Finding): string {
  return `${COLOUR[severity](severity)} ${rule}  ${at}\n  ${message}\n  next: ${help}`;
}
