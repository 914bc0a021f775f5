/** One login as tried: compared, or left out for a reason. */
export interface Tried {
  readonly id: string;
  readonly version: string;
  readonly rules: readonly string[];
  /** How it disagrees. */
  readonly why?: string;
  /** How it disagrees when every text counts. */
  readonly strict?: string;
  /** Why it was not compared: the server refused the realm, the login went round in circles. */
  readonly left_out?: string;
}

/** The figures of a run for people: agreement as a whole, by rule, and each disagreement. */
export function reportText(tried: readonly Tried[]): string {
  const compared = tried.filter(({ left_out }) => left_out === undefined);
  return [
    `${share(compared, ({ why }) => why === undefined)} agree in pages, end and error`,
    `${share(compared, ({ strict }) => strict === undefined)} agree in every text, repeat and list as well`,
    ...leftOutLines(tried),
    '',
    'by rule',
    ...ruleLines(compared),
    '',
    ...compared.flatMap(({ id, version, why, strict }) => {
      const text = why ?? strict;
      return text === undefined ? [] : [`${version} ${id} ${why === undefined ? '(text only) ' : ''}${text}`];
    }),
  ].join('\n');
}

function share(tried: readonly Tried[], isGood: (one: Tried) => boolean): string {
  const good = tried.filter(isGood).length;
  const percent = tried.length === 0 ? 0 : (100 * good) / tried.length;
  return `${good} of ${tried.length} (${percent.toFixed(2)} %)`;
}

function leftOutLines(tried: readonly Tried[]): string[] {
  const reasons = countsOf(tried.flatMap(({ left_out }) => left_out ?? []));
  return reasons.map(([reason, count]) => `${count} left out: ${reason}`);
}

function ruleLines(compared: readonly Tried[]): string[] {
  const rules = countsOf(compared.flatMap(({ version, rules: names }) => names.map((rule) => `${version} ${rule}`)));
  return rules.map(([name]) => {
    const having = compared.filter(({ version, rules: names }) => names.some((rule) => `${version} ${rule}` === name));
    return `  ${name}: ${share(having, ({ why }) => why === undefined)}`;
  });
}

/** The different texts and how often each occurs, frequent ones first. */
function countsOf(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([left, many], [right, few]) => few - many || left.localeCompare(right));
}
