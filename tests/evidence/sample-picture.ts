import sharp from 'sharp';

/** What is drawn: the lines that may be shown, and how many fields the form has. */
interface Form {
  readonly title: string;
  readonly fields: readonly string[];
  readonly button: string;
}

/** Pages of a login as a redacted picture shows them: listed literals and outlines, nothing else. */
const FORMS: Readonly<Record<string, Form>> = {
  login: { title: 'Sign in to your account', fields: ['Username or email', 'Password'], button: 'Sign In' },
  'login-otp': { title: 'One-time code', fields: ['One-time code'], button: 'Sign In' },
  'login-config-totp': {
    title: 'Mobile Authenticator Setup',
    fields: ['One-time code', 'Device Name'],
    button: 'Submit',
  },
  portal: { title: 'Portal', fields: [], button: 'Sign out' },
  error: { title: 'We are sorry...', fields: [], button: 'Back to Application' },
};

/** A PNG of 1280 x 720 pixels. */
export async function drawForm(page: string): Promise<Uint8Array> {
  const form = FORMS[page] ?? { title: page, fields: [], button: 'Continue' };
  const png = await sharp(Buffer.from(svg(form)))
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}

function svg({ title, fields, button }: Form): string {
  const rows = fields.map((field, index) => fieldSvg(field, 260 + index * 100));
  const y = 270 + fields.length * 100;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" font-family="Liberation Sans">
<rect width="1280" height="720" fill="#d6d6d6"/><rect x="390" y="120" width="500" height="${y - 20}" fill="#c9c9c9"/>
<text x="640" y="200" font-size="30" text-anchor="middle" fill="#222">${title}</text>${rows.join('')}
<rect x="430" y="${y}" width="420" height="46" fill="none" stroke="#8a8a8a" stroke-width="2"/>
<text x="640" y="${y + 30}" font-size="20" text-anchor="middle" fill="#222">${button}</text></svg>`;
}

function fieldSvg(label: string, y: number): string {
  return `<text x="430" y="${y}" font-size="18" fill="#222">${label}</text>
<rect x="430" y="${y + 12}" width="420" height="42" fill="none" stroke="#8a8a8a" stroke-width="2"/>`;
}
