import { endProof } from './proof-setup.ts';

/**
 * Playwright's global teardown of a proof. Where an interrupt cuts the setup short, Playwright does not wait for it and
 * knows nothing to undo: this waits, so that a realm which was only just being made does not stay.
 */
export default async function proofTeardown(): Promise<void> {
  await endProof();
}
