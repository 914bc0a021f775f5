import { stripVTControlCharacters } from 'node:util';
import type { FullConfig, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import pc from 'picocolors';
import { progressText } from '../evidence/console.ts';
import { subpath } from '../flow-id.ts';
import { JOURNEY_TYPE, journeyRecord } from '../journal.ts';
import type { Scrub } from '../redaction/text.ts';
import { declarationOf } from '../summary/declaration.ts';

/** Says where a run stands: one line per finished test, the errors of a failed one below it. */
export interface Progress {
  begin(config: FullConfig, suite: Suite): void;
  finished(test: TestCase, result: TestResult): void;
  failed(error: TestError): void;
  printed(chunk: string | Buffer): void;
}

const MARKS: Readonly<Record<TestResult['status'], string>> = {
  passed: pc.green('✓'),
  failed: pc.red('✗'),
  timedOut: pc.red('✗'),
  interrupted: pc.yellow('!'),
  skipped: pc.dim('-'),
};

/** `write` gets whole lines; `scrub` sees everything that a test or Playwright said. */
export function createProgress(write: (text: string) => void, scrub: Scrub): Progress {
  let total = 0;
  const ended = new Set<string>();
  return {
    begin: ({ workers }, suite) => {
      total = suite.allTests().length;
      write(`${total} tests, ${workers} ${workers === 1 ? 'worker' : 'workers'}`);
    },
    finished: (test, result) => {
      ended.add(test.id);
      const [claim] = declarationOf(test).claims;
      const line = progressText(
        {
          number: ended.size,
          total,
          title: test.title,
          flow_id: claim?.flow_id,
          subpath: subpath.safeParse(claim?.subpath).data,
          persona: personasOf(result),
        },
        pc,
      );
      write(`${MARKS[result.status]} ${line}${result.retry ? pc.yellow(` (retry ${result.retry})`) : ''}`);
      for (const error of result.errors) write(errorText(error, scrub));
    },
    failed: (error) => write(errorText(error, scrub)),
    printed: (chunk) => write(scrub(chunk.toString()).replace(/\n$/, '')),
  };
}

function personasOf({ attachments }: TestResult): string | undefined {
  const bodies = attachments.flatMap(({ contentType, body }) =>
    contentType === JOURNEY_TYPE && body ? [body.toString()] : [],
  );
  const personas = bodies.flatMap((body) => journeyRecord.safeParse(JSON.parse(body)).data?.persona ?? []);
  return personas.length > 0 ? [...new Set(personas)].join(', ') : undefined;
}

function errorText({ message, value, location }: TestError, scrub: Scrub): string {
  const text = scrub(stripVTControlCharacters(message ?? value ?? 'failed without a message'));
  const lines = location ? [`${text}`, `at line ${location.line}`] : [text];
  return lines.join('\n').replace(/^/gm, '    ');
}
