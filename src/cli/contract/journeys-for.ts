import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContractFile } from '../../run/content.ts';

/** The journeys of this package, as it is shipped. */
const SHIPPED = fileURLToPath(new URL('../../../flows/journeys', import.meta.url));
const EXTENSIONS = ['.ts', '.js', '.mjs'];

/** The folder that holds the machine a contract names: the project's own, one beside the contracts, or the shipped one. */
export function journeysFor({ file, contract }: ContractFile): string {
  const own = resolve('flows/journeys');
  const { journey } = contract.helper_state_machine;
  const holds = (folder: string): boolean =>
    EXTENSIONS.some((extension) => existsSync(join(folder, `${journey}${extension}`)));
  return [own, resolve(dirname(file), '../journeys'), SHIPPED].find(holds) ?? own;
}
