import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { processStat } from '../../../../src/provider/keycloak/procfs.ts';

/** The local addresses (as procfs writes them) on which the processes of a group listen. */
export function listeningAddresses(group: number): readonly string[] {
  const members = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && processStat(pid)?.group === group);
  const sockets = new Set(members.flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(`socket:[${inode}]`))
      .map(([, local = '']) => local.split(':')[0] ?? ''),
  );
}

/** 127.0.0.1 as IPv4 and as an IPv4-mapped IPv6 address, in the byte order of procfs on a little-endian machine. */
export const LOOPBACK: readonly string[] = ['0100007F', '0000000000000000FFFF00000100007F'];

function socketsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
}
