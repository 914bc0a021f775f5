/** Equal text for equal plain data, whatever the order in which members were added; members that are `undefined` do not count. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  if (!Array.isArray(value)) return recordText(value);
  return typeof value[0] === 'object' ? `[${value.map(canonical).join()}]` : JSON.stringify(value);
}

function recordText(record: object): string {
  // Plain data: every member is its own.
  const members = record as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${JSON.stringify(key)}:${canonical(member)},`;
  }
  return `${text}}`;
}
