import { arrange } from '../../../src/evidence/arrange.ts';
import { renderPage } from '../../../src/evidence/page/page.ts';
import { pictureFiles } from '../../../src/evidence/picture-files.ts';
import type { Summary } from '../../../src/summary/summary.ts';
import { samplePacket } from '../sample-packet.ts';

/** The page of a summary, with drawn pictures and the sample run. */
export async function renderSample(given: Summary): Promise<string> {
  const { summary, run, pictures, flows } = await samplePacket(given);
  const documents = [...flows.keys()].map((path) => `data/flows/${path}`).sort();
  const arranged = arrange(summary);
  return renderPage({ summary: arranged, run, pictures: pictureFiles(arranged, pictures), documents });
}

/** What a reader sees: the body without markup, white space collapsed. */
export function textOf(page: string): string {
  return page
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}
