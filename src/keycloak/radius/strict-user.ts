import { Problem, type ProblemDetails } from '../../problem.ts';
import type { UserContext } from '../read/read-users.ts';
import { readUsers } from '../read/read-users.ts';
import type { User } from '../realm.ts';

/** Where a user stands: the file, and the index in its list of users. */
export interface UserPlace {
  readonly file: string;
  readonly index: number;
}

/** The user as an import reads it. Throws the `realm-invalid` problem of what the server would refuse, at its place. */
export function readStrictly(user: unknown, context: UserContext, place: UserPlace): User {
  try {
    const [read] = readUsers({ value: { users: [user] }, path: '', file: place.file }, context).values();
    if (read) return read;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [first, ...others] = error.details.map((details) => moved(details, place));
    if (first) throw new Problem(first, ...others);
  }
  throw userProblem(place, 'no user', 'a user as the server exports it');
}

/** The reader saw a list of this one user. */
function moved(details: ProblemDetails, { file, index }: UserPlace): ProblemDetails {
  const path = details.at?.path?.replace(/^users\[0\]/, `users[${index}]`);
  return { ...details, at: { file, ...(path === undefined ? {} : { path }) } };
}

export function userProblem({ file, index }: UserPlace, what: string, expected: string): Problem {
  return new Problem({
    code: 'realm-invalid',
    what,
    at: { file, path: `users[${index}]` },
    expected,
    next: 'correct the realm document; the server would refuse to import it',
  });
}
