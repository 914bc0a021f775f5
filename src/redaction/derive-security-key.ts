import { createECDH, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';

/** A key pair on P-256 in the forms in which a browser and a server take it, each base64url. */
export interface DerivedKey {
  /** What the server knows the key by. */
  readonly id: string;
  /** PKCS#8, DER. */
  readonly private_key: string;
  /** SPKI, DER. */
  readonly public_key: string;
  /** COSE_Key of ES256 (RFC 9053, section 7.1). */
  readonly cose: string;
}

const CURVE = 'prime256v1';
/** The order of P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** Map of five: EC2, ES256, P-256, then x and y of 32 bytes each follow their own heads. */
const COSE_HEAD = Buffer.from('a5010203262001', 'hex');
const [COSE_X, COSE_Y] = [Buffer.from('215820', 'hex'), Buffer.from('225820', 'hex')];
const COORDINATE = 32;

/** The security key of a slot: the same wherever the same run key is known. */
export function deriveSecurityKey(runKey: Uint8Array, slot: string): DerivedKey {
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(scalar(bytesOf(runKey, `security-key/${slot}`, 48)));
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + COORDINATE), point.subarray(1 + COORDINATE)];
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: x.toString('base64url'),
    y: y.toString('base64url'),
    d: padded(ecdh.getPrivateKey()).toString('base64url'),
  };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    id: bytesOf(runKey, `security-key-id/${slot}`, COORDINATE).toString('base64url'),
    private_key: key.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    public_key: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64url'),
    cose: Buffer.concat([COSE_HEAD, COSE_X, x, COSE_Y, y]).toString('base64url'),
  };
}

function bytesOf(runKey: Uint8Array, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', runKey, new Uint8Array(), `flowproof/1/${info}`, length));
}

/** More bytes than the order has, so that no value is likelier than another (FIPS 186-5, appendix A.2.1). */
function scalar(bytes: Buffer): Buffer {
  const value = (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n;
  return Buffer.from(value.toString(16).padStart(2 * COORDINATE, '0'), 'hex');
}

/** Leading zeros are left out by `getPrivateKey`. */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(COORDINATE - bytes.length), bytes]);
}
