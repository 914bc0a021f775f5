/** How a page or a way is marked; each has a line style and a word, so that nothing is told by colour alone. */
export type Mark = 'promised' | 'seen' | 'contradiction';

/** One page of a picture. `lines` stand below its name. `shape` tells pages, ends and dead ends apart. */
export interface DrawnPage {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly shape: 'page' | 'end' | 'refusal';
  readonly marks: readonly Mark[];
  readonly is_first: boolean;
}

/** One way between two pages, with everything that leads along it. */
export interface DrawnWay {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  readonly marks: readonly Mark[];
}

/** A picture of what can happen in a sign-in, before it has a form. Its parts stand in one order, whatever made them. */
export interface Drawing {
  readonly title: string;
  readonly notes: readonly string[];
  readonly pages: readonly DrawnPage[];
  readonly ways: readonly DrawnWay[];
}
