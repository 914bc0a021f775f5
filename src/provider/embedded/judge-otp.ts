import { userNamed } from '../../keycloak/flow/run.ts';
import type { Verdict } from '../../keycloak/input.ts';
import type { World } from '../../keycloak/world.ts';
import type { Judged, Post } from './judged.ts';
import { NotJudged } from './not-judged.ts';
import { codeStep, type OtpSecret } from './otp-secret.ts';
import { totpSecretOf } from './totp-enrolment.ts';

/** A one-time code of the chosen device. Each code of a device is good once (`OTPCredentialProvider.isValid`). */
export function judgeOtp(post: Post): Judged {
  const code = post.form.get('otp');
  if (code === null) return { input: { kind: 'submit' } };
  const device = post.form.get('selectedCredentialId') || onlyDevice(post);
  const secret = post.accounts.secrets(post.page.subject ?? '').otp.get(device ?? '');
  if (secret instanceof NotJudged) throw secret;
  const input = { kind: 'submit', otp: otpVerdict(post, code, secret && { id: device ?? '', secret }) } as const;
  const chosen = device === undefined ? input : { ...input, device };
  return { input: chosen, accepted: () => secret && burn(post, `${device}.${code}`, secret) };
}

/** The first code of a new device. Enrolling uses the code up for the new credential. */
export function judgeTotpSetup(post: Post): Judged {
  const { form, tab, realm } = post;
  if (realm.otp_policy.type !== 'totp')
    throw new NotJudged('a counter-based code', 'only time-based ones are checked here');
  const code = form.get('totp') ?? '';
  const secret = totpSecretOf(tab.totp_secret, realm.otp_policy);
  const tampered = form.get('totpSecret') !== tab.totp_secret;
  const enroll: Verdict = code === '' ? 'empty' : stepOf(post, code, secret) === undefined ? 'wrong' : 'right';
  return {
    input: { kind: 'submit', enroll, label: form.get('userLabel') ?? '', tampered },
    accepted: (after) => keepDevice(post, after, { secret, code }),
  };
}

interface Device {
  readonly id: string;
  readonly secret: OtpSecret;
}

function otpVerdict(post: Post, code: string, device: Device | undefined): Verdict {
  if (code === '') return 'empty';
  if (!device || stepOf(post, code, device.secret) === undefined) return 'wrong';
  const reused = !post.realm.otp_policy.reusable && post.used_codes.isUsed(`${device.id}.${code}`, post.world.now);
  return reused ? 'wrong' : 'right';
}

function stepOf({ realm, world }: Post, code: string, secret: OtpSecret): number | undefined {
  return codeStep(secret, code, { now_ms: world.now * 1000, window: realm.otp_policy.look_ahead });
}

function burn({ used_codes, world, realm }: Post, key: string, { period }: OtpSecret): void {
  used_codes.use(key, world.now + period * (2 * realm.otp_policy.look_ahead + 1));
}

function keepDevice(post: Post, after: World, { secret, code }: { secret: OtpSecret; code: string }): void {
  const { accounts, realm, world, page } = post;
  const username = page.subject ?? '';
  const before = new Set(userNamed(realm, world, username)?.credentials.map(({ id }) => id));
  const held = userNamed(realm, after, username)?.credentials ?? [];
  const added = held.find(({ id, type }) => type === 'otp' && !before.has(id));
  if (!added) return;
  const secrets = accounts.secrets(username);
  accounts.keep(username, { ...secrets, otp: new Map([...secrets.otp, [added.id, secret]]) });
  burn(post, `${added.id}.${code}`, secret);
}

/** A user with one device is not asked which. */
function onlyDevice({ realm, world, page }: Post): string | undefined {
  const user = userNamed(realm, world, page.subject ?? '');
  return user?.credentials.find(({ type }) => type === 'otp')?.id;
}
