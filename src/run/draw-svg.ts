import { dotText } from '../contract/diagram/dot.ts';
import type { Drawing } from '../contract/diagram/drawing.ts';

/** Colours by part of the picture, for light and dark surroundings. What they say is also said by line styles and words. */
const STYLE = `
.sign-in{--paper:#ffffff;--ink:#1d2733;--line:#5d6875;--promised:#0a6b4d;--seen:#1f5fbf;--wrong:#b3261e}
@media (prefers-color-scheme:dark){.sign-in{--paper:#14191f;--ink:#e6eaef;--line:#98a3af;--promised:#63d2a8;--seen:#8cb6f9;--wrong:#f39a93}}
.sign-in text{fill:var(--ink);font-family:Arial,Helvetica,"Liberation Sans",sans-serif}
.sign-in .graph>polygon{fill:var(--paper);stroke:none}
.sign-in .node *,.sign-in .edge *{--mark:var(--line)}
.sign-in .seen *{--mark:var(--seen)}
.sign-in .promised *{--mark:var(--promised)}
.sign-in .contradiction *{--mark:var(--wrong)}
.sign-in .node path,.sign-in .node polygon,.sign-in .edge path{stroke:var(--mark)}
.sign-in .edge polygon{stroke:var(--mark);fill:var(--mark)}
`.trim();

/** Draws pictures as SVG: no script, no address, the same bytes for the same picture. Graphviz is loaded here and nowhere else. */
export async function svgDrawer(): Promise<(drawing: Drawing) => string> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  return (drawing) => withStyle(graphviz.layout(dotText(drawing), 'svg_inline', 'dot'), drawing.title);
}

/** What Graphviz writes for itself goes: comments, titles that are names of ours, ids that two pictures of a page would share. */
function withStyle(svg: string, title: string): string {
  const plain = svg.replace(/<!--[\s\S]*?-->\s*/g, '').replace(/<title>[^<]*<\/title>\s*|\sid="[^"]*"/g, '');
  const label = title.replace(/[^\p{L}\p{N} .,:·()-]/gu, ' ');
  const head = `<svg xmlns="http://www.w3.org/2000/svg" class="sign-in" role="img" aria-label="${label}"`;
  return `${plain.replace(/<svg ([^>]*)>/, `${head} $1>\n<style>${STYLE}</style>`).trim()}\n`;
}
