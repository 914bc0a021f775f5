import type { Html } from './html.ts';
import type { PageView } from './page-view.ts';

/** The part of a page that differs: its title, its content, and the fields that show their own errors. */
export interface PageBody {
  readonly title: string;
  readonly content: Html;
  readonly fields: readonly string[];
}

export type PageBodyOf = (view: PageView) => PageBody;
