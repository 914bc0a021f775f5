import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../problem.ts';
import { lockNow } from '../provider/keycloak/make-once.ts';

/**
 * Keeps the place of a packet for one proof; gives the function that frees it. A lock whose process has ended is taken over.
 * @throws Problem `bad-option` when another proof is being made there.
 */
export async function lockPacket(packet: string): Promise<() => Promise<void>> {
  await mkdir(dirname(packet), { recursive: true });
  const release = await lockNow(join(dirname(packet), `.${basename(packet)}.proof-lock`));
  if (release) return release;
  throw new Problem({
    code: 'bad-option',
    what: 'another proof is being made into this folder',
    at: { file: packet },
    expected: 'one proof at a time in one folder',
    next: 'wait for it to end, or name another folder with --out',
  });
}
