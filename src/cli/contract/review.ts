import { type Command, InvalidArgumentError } from 'commander';
import type { Review } from '../../contract/review/review.ts';
import { reviewContractText } from '../../run/contract-review.ts';
import { contractText } from '../../run/contract-text.ts';
import { projectOptions } from '../content.ts';
import { toStdout } from '../print.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { reviewText } from './review-text.ts';

interface ReviewCommandOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly limit?: number;
}

export function addReview(group: Command): void {
  group
    .command('review')
    .description(
      'holds a contract against what its realm makes of each persona: approve, or request changes with reasons',
    )
    .argument('<contract>', 'path of the contract, or its id in flows/contracts')
    .option('--json', 'the review as JSON, and nothing else on standard output')
    .option('--markdown', 'the review to be pasted into a pull request')
    .option('--limit <states>', 'the most states that are looked at per persona (default: 5000)', wholeNumber)
    .action((named: string, { json = false, markdown = false, limit }: ReviewCommandOptions) => {
      const { contracts, journeys } = projectOptions();
      const text = contractText(named, contracts);
      const review = reviewContractText(text, { journeys, ...(limit !== undefined && { limit }) });
      toStdout(formatOf({ json, markdown })(review));
      if (review.verdict === 'request_changes') process.exitCode = 1;
    });
}

function formatOf({ json, markdown }: { json: boolean; markdown: boolean }): (review: Review) => string {
  if (json) return (review) => JSON.stringify(review, null, 2);
  return markdown ? reviewMarkdown : reviewText;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('expected a whole number above 0');
}
