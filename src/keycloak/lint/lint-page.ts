import type { LintExample, LintRule } from './rule.ts';
import { isSpoken } from './rules.ts';
import type { Sketch } from './sketch.ts';

const CLASSES: Readonly<Record<LintRule['class'], string>> = {
  error: 'error: breaks a login for somebody',
  security: 'security (reported as an error): a login is weaker than it looks',
  warning: 'warning: surprises users or tests',
};

/** The page of a rule in Markdown: what it looks for, why it hurts, an example, the fix, the evidence. From its row alone. */
export function lintPage(rule: LintRule): string {
  const sections = [
    `# ${rule.id} ${rule.title}`,
    `Class: ${CLASSES[rule.class]}.${versions(rule)}`,
    isSpoken(rule)
      ? `## What it looks for\n\n${sentence(rule.looks_for)}`
      : `## Why the lint is silent\n\n${rule.silent}`,
    `## Why it hurts\n\n${rule.effect}`,
    ...(isSpoken(rule) ? [exampleText(rule.example)] : []),
    `## What to do\n\n${rule.fix}`,
    `## Evidence\n\n${rule.evidence.map((entry) => `- ${entry.replace(/^#/, 'keycloak/keycloak #')}`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function sentence(text: string): string {
  const begun = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.)]$/.test(begun) ? begun : `${begun}.`;
}

function versions({ since, until }: LintRule): string {
  const from = since === undefined ? '' : ` Since Keycloak ${since}.`;
  return until === undefined ? from : `${from} Until Keycloak ${until}.`;
}

function exampleText({ triggers, at, twin }: LintExample): string {
  const found = `It is found at \`${at}\` in this realm (one row per line, rows of a subflow indented, config as key=value):`;
  return [`## Example`, found, sketchText(triggers), 'and not in this one:', sketchText(twin)].join('\n\n');
}

/** Flows as rows with their requirement, other members as JSON. */
function sketchText({ flow, flows = {}, realm }: Sketch): string {
  const named = Object.entries({ ...(flow === undefined ? {} : { 'example (browserFlow)': flow }), ...flows });
  const texts = named.map(([alias, text]) => `${alias}\n${text.trimEnd().replaceAll(/^/gm, '  ')}`);
  const flowBlock = texts.length === 0 ? [] : [`\`\`\`text\n${texts.join('\n')}\n\`\`\``];
  const realmBlock = realm === undefined ? [] : [`\`\`\`json\n${JSON.stringify(realm, null, 2)}\n\`\`\``];
  return [...flowBlock, ...realmBlock].join('\n\n');
}
