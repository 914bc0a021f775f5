import { Option } from 'commander';

/** A realm of a contract: before its change, or after it. */
export type Side = 'before' | 'after';

/** `--against before|after`: which of the contract's realms is meant. */
export function againstOption(otherwise?: Side): Option {
  const option = new Option('--against <side>', "the contract's realm before its change, or after it");
  return (otherwise ? option.default(otherwise) : option).choices(['before', 'after']);
}
