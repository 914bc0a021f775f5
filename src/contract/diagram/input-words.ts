import { givesRightAnswer } from '../../keycloak/machine/gives-right-answer.ts';
import type { MachineEdge } from '../../keycloak/machine/machine.ts';

/** What a person does, as far as a picture tells it apart: goes on, fails, or goes around in the same place. */
export type Manner = 'onward' | 'failing' | 'around';

type Input = Pick<MachineEdge, 'input' | 'does'>;

const FAILING = /^[\w ,]+ (?:wrong|empty)\b/;

export function mannerOf({ input, does }: Input): Manner {
  if (does.kind === 'refresh' || does.kind === 'restart') return 'around';
  return does.kind === 'submit' && FAILING.test(input) && !givesRightAnswer({ input, does }) ? 'failing' : 'onward';
}

/** The first row that fits; `$1` is what the label says besides. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^email, password right$/, 'right password, with the e-mail address'],
  [/^password right$/, 'right password'],
  [/^username right$/, 'user name'],
  [/^email right$/, 'e-mail address'],
  [/^otp right of (.+)$/, 'right code of $1'],
  [/^otp right$/, 'right code'],
  [/^recovery right$/, 'right recovery code'],
  [/^passkey right$/, 'passkey'],
  [/^enroll right$/, 'sets it up'],
  [/^new password right$/, 'new password'],
  [/^profile right$/, 'fills it in'],
  [/^reset password right$/, 'asks for a mail'],
  [/^\w+ accept$/, 'accepts'],
  [/^\w+ decline$/, 'declines'],
  [/^choose (.+)$/, 'picks $1'],
  [/^try another way$/, 'Try Another Way'],
  [/^reset password$/, 'Forgot Password'],
  [/^restart$/, 'Restart login'],
  [/^refresh$/, 'reloads the page'],
];

/** An input in people's words, without the numbers that tell equal labels apart. */
export function inputWords(input: Input): string {
  if (mannerOf(input) === 'failing') return 'wrong or empty';
  const label = input.input.replace(/ ~\d+$/, '');
  const [pattern, words] = WORDS.find(([each]) => each.test(label)) ?? [];
  return pattern && words ? label.replace(pattern, words) : label;
}
