/** What follows the id of a persona in the name of its user: a letter, and nine to seventeen letters or digits. */
const SUFFIX = '-[a-z][a-z0-9]{9,17}(?![a-z0-9-])';

/** Tells users of the personas by persona: their names are generated, and secrets of the run. */
export function withoutUserNames(personas: readonly string[]): (text: string) => string {
  const ids = [...personas].sort((a, b) => b.length - a.length).join('|');
  const names = new RegExp(`(?<![a-z0-9-])(${ids})${SUFFIX}`, 'g');
  return (text) => text.replace(names, '$1');
}
