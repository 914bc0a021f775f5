import { BASE_STYLE } from './style-base.ts';
import { DECISION_STYLE } from './style-decision.ts';
import { PAPER_STYLE } from './style-paper.ts';
import { STRIP_STYLE } from './style-strip.ts';
import { TABLE_STYLE } from './style-table.ts';

/** The whole style of the page; its digest stands in the page's policy. Narrow and paper rules come last. */
export const STYLE = [BASE_STYLE, DECISION_STYLE, TABLE_STYLE, STRIP_STYLE, PAPER_STYLE].join('\n');
