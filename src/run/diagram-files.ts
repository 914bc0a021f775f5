import { contractDiagrams, type Diagram, type Wanted } from '../contract/diagram/contract-diagrams.ts';
import { mermaidText } from '../contract/diagram/mermaid.ts';
import type { Ground } from '../contract/foresee.ts';
import { svgDrawer } from './draw-svg.ts';

/** A diagram as files: names without a folder, and their texts. */
export interface DiagramFiles {
  readonly personas: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/** The pictures of a contract as SVG and Mermaid text, named after contract and first persona. Same realm, same bytes. */
export async function diagramFiles(ground: Ground, wanted: Wanted = {}): Promise<DiagramFiles[]> {
  const draw = await svgDrawer();
  return contractDiagrams(ground, wanted).map(({ personas, drawing }: Diagram) => {
    const name = `${ground.contract.id}-${personas[0]}`;
    const files = new Map([
      [`${name}.svg`, draw(drawing)],
      [`${name}.mmd`, mermaidText(drawing)],
    ]);
    return { personas, files };
  });
}
