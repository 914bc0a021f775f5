import { bag } from '../../src/evidence/bag.ts';
import { buildPacket } from '../../src/evidence/packet.ts';
import { sha256Of } from '../../src/evidence/picture-files.ts';
import { blockedSummary } from './sample-blocked.ts';
import { samplePacket } from './sample-packet.ts';

const files = buildPacket(await samplePacket(blockedSummary()));
const seal = bag(files, new Map()).get('manifest-sha256.txt') ?? new Uint8Array();
process.stdout.write(sha256Of(seal));
