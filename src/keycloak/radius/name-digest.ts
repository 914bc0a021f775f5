/**
 * What is kept of each user of one export, whatever the user has: a 64-bit hash of the username, one of the e-mail address,
 * and the number of its signature. 20 bytes, and 4 to 8 for the table of hashes; twice that while the columns grow.
 */
export interface NameDigest {
  size: number;
  /** Two 32-bit halves per user. */
  names: Uint32Array;
  /** As `names`; zero for none. */
  emails: Uint32Array;
  signatures: Uint32Array;
  /** Users by hash of their name, open addressing: index plus one, zero for a free slot. */
  slots: Uint32Array;
}

const FIRST = 1 << 10;

export function newDigest(): NameDigest {
  return {
    size: 0,
    names: new Uint32Array(2 * FIRST),
    emails: new Uint32Array(2 * FIRST),
    signatures: new Uint32Array(FIRST),
    slots: new Uint32Array(2 * FIRST),
  };
}

/** One user: lower-cased name, e-mail address if there is one, number of the signature. */
export interface DigestedUser {
  readonly username: string;
  readonly email: string | undefined;
  readonly signature: number;
}

/** Adds a user; false if the name is there already. */
export function addUser(digest: NameDigest, { username, email, signature }: DigestedUser): boolean {
  if (digest.size === digest.signatures.length) grow(digest);
  const { size, names, emails } = digest;
  hash64(username, names, 2 * size);
  if (email !== undefined) hash64(email, emails, 2 * size);
  const slot = slotOf(digest, names, size);
  if (digest.slots[slot] !== 0) return false;
  digest.slots[slot] = size + 1;
  digest.signatures[size] = signature;
  digest.size += 1;
  return true;
}

/** Index of the user whose name has the hash at `index` of `hashes`; -1: there is none. */
export function findUserAt(digest: NameDigest, hashes: Uint32Array, index: number): number {
  return (digest.slots[slotOf(digest, hashes, index)] ?? 0) - 1;
}

function slotOf({ slots, names }: NameDigest, hashes: Uint32Array, index: number): number {
  const [low, high] = [hashes[2 * index], hashes[2 * index + 1]];
  const mask = slots.length - 1;
  let slot = (low ?? 0) & mask;
  for (let user = slots[slot] ?? 0; user !== 0; user = slots[slot] ?? 0) {
    if (names[2 * user - 2] === low && names[2 * user - 1] === high) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function grow(digest: NameDigest): void {
  const length = 2 * digest.signatures.length;
  digest.names = resized(digest.names, 2 * length);
  digest.emails = resized(digest.emails, 2 * length);
  digest.signatures = resized(digest.signatures, length);
  digest.slots = new Uint32Array(2 * length);
  for (let index = 0; index < digest.size; index += 1) digest.slots[slotOf(digest, digest.names, index)] = index + 1;
}

function resized(column: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(column);
  return larger;
}

/** Two 32-bit hashes, rotated so that low bits mix too, and mixed with each other at the end; written at `at` and `at + 1`. */
function hash64(text: string, into: Uint32Array, at: number): void {
  let low = 0x9747b28c;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ unit, 0x5f356495);
    high = (high << 17) | (high >>> 15);
  }
  into[at] = mixed(low, high);
  into[at + 1] = mixed(high, low);
}

function mixed(one: number, other: number): number {
  return Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
}
