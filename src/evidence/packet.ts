import type { Summary } from '../summary/summary.ts';
import { arrange } from './arrange.ts';
import { bag, bytesOf } from './bag.ts';
import { canonicalJson, jsonLines } from './canonical-json.ts';
import { classificationMarkdown } from './classification-view.ts';
import { ctrfJson } from './ctrf-view.ts';
import { failureGroups } from './failure-classification.ts';
import { junitXml } from './junit-view.ts';
import { documentPath } from './packet-path.ts';
import { renderPage } from './page/page.ts';
import { type PictureBytes, pictureFiles } from './picture-files.ts';
import type { RunRecord } from './run-record.ts';

export interface PacketInput {
  readonly summary: Summary;
  /** The canonical bytes of `summary`; they become `data/summary.json` unchanged. */
  readonly summary_json: Uint8Array | string;
  readonly run: RunRecord;
  /** PNG bytes by the path that the summary uses, below `data/`. */
  readonly pictures: PictureBytes;
  /** Contracts, matrix and machines used: text by path below `data/flows/`. */
  readonly flows: ReadonlyMap<string, string>;
}

/**
 * Every file of the packet, by path in byte order; pure. Only `data/run.json` and `index.html`, and so the digests
 * and sizes that cover them, differ between two equal runs. Throws `Problem` (`output-unwritable`) when a listed
 * picture is missing or a name is unsafe.
 */
export function buildPacket(input: PacketInput): Map<string, Uint8Array> {
  const summary = arrange(input.summary);
  const pictures = pictureFiles(summary, input.pictures);
  const documents = new Map([...input.flows].map(([path, text]) => [documentPath(path), bytesOf(text)]));
  const payload = new Map([...derivedFiles(summary), ...pictures, ...documents, ...recordedFiles(input)]);
  const index = renderPage({ summary, run: input.run, pictures, documents: [...documents.keys()].sort() });
  return bag(payload, new Map([['index.html', bytesOf(index)]]));
}

function recordedFiles({ summary_json, run }: PacketInput): [string, Uint8Array][] {
  const summary = typeof summary_json === 'string' ? bytesOf(summary_json) : summary_json;
  return [
    ['data/summary.json', summary],
    ['data/run.json', bytesOf(canonicalJson(run))],
  ];
}

function derivedFiles(summary: Summary): [string, Uint8Array][] {
  const groups = failureGroups(summary);
  return [
    ['data/failure-classification.jsonl', bytesOf(jsonLines(groups))],
    ['data/failure-classification.md', bytesOf(classificationMarkdown(groups))],
    ['data/findings.jsonl', bytesOf(jsonLines(summary.findings))],
    ['data/views/ctrf.json', bytesOf(ctrfJson(summary))],
    ['data/views/junit.xml', bytesOf(junitXml(summary))],
  ];
}
