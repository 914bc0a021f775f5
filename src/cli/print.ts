/** Results go to standard output, everything said on the way to standard error. */
export function toStdout(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function toStderr(text: string): void {
  process.stderr.write(`${text}\n`);
}
