import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { captureRedacted } from '../../src/redaction/capture.ts';
import { decodeImage, isBarePng } from '../../src/redaction/image.ts';
import { ALLOW, CONSTRUCTIONS, SAMPLES } from './constructions.ts';

for (const [name, html] of Object.entries(CONSTRUCTIONS)) {
  test(`two sets of secrets give the same bytes: ${name}`, async ({ page }) => {
    const digests: string[] = [];
    for (const sample of SAMPLES) {
      await page.setContent(html(sample));
      digests.push((await shown(page, ALLOW)).sha256);
    }
    expect(digests[1]).toBe(digests[0]);
    expect((await shown(page, [])).sha256, 'listed texts are shown').not.toBe(digests[0]);
  });
}

/** The picture, which must not have been withheld. */
async function shown(page: Page, allow: readonly string[]) {
  const picture = await captureRedacted(page, { allow });
  if (picture.status === 'withheld') throw new Error(picture.reason);
  expect(isBarePng(picture.png)).toBe(true);
  return picture;
}

const plain = '<h1>Sign in</h1><p id=p>secret-one</p>';

test('the check can fail: what is listed does change the bytes', async ({ page }) => {
  const digests = new Set<string>();
  for (const word of ['Hello', 'Code']) {
    await page.setContent(`<p>${word}</p>`);
    digests.add((await shown(page, ALLOW)).sha256);
  }
  expect(digests.size).toBe(2);
});

test('a Content-Security-Policy without styles does not stop it', async ({ page }) => {
  const headers = { 'content-security-policy': "default-src 'none'; style-src 'none'; script-src 'none'" };
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', headers, body: plain }));
  await page.goto('http://localhost/');
  const first = await shown(page, ALLOW);
  await page.unrouteAll();
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', headers, body: plain.replace('one', 'number-two') }),
  );
  await page.goto('http://localhost/');
  expect((await shown(page, ALLOW)).sha256).toBe(first.sha256);
});

test.describe('on a dense display', () => {
  test.use({ deviceScaleFactor: 2 });
  test('the picture has one pixel per CSS pixel', async ({ page }) => {
    await page.setContent(plain);
    const { width, height } = await decodeImage((await shown(page, ALLOW)).png);
    expect({ width, height }).toEqual(page.viewportSize());
  });
});

test('the page notices nothing: no mutation, no sheet or highlight left, scroll kept', async ({ page }) => {
  await page.setContent(`${plain}<div style="height:3000px;color:red;transition:color 1s"></div>`);
  await page.evaluate(() => {
    scrollTo(0, 400);
    Reflect.set(window, 'events', []);
    const note = (event: string) => Reflect.get(window, 'events').push(event);
    new MutationObserver(() => note('mutation')).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    for (const name of ['transitionrun', 'resize', 'focus', 'blur']) addEventListener(name, () => note(name), true);
  });
  await shown(page, ALLOW);
  await page.waitForTimeout(100);
  const left = await page.evaluate(() => [
    Reflect.get(window, 'events'),
    document.adoptedStyleSheets.length,
    CSS.highlights.size,
    scrollY,
  ]);
  expect(left).toEqual([[], 0, 0, 400]);
});

test('a page that never stops moving is withheld', async ({ page }) => {
  await page.setContent(
    `${plain}<script>let n=0;const move=()=>{p.style.marginLeft=++n%500+'px';requestAnimationFrame(move)};move()</script>`,
  );
  expect(await captureRedacted(page, { allow: ALLOW })).toMatchObject({ status: 'withheld', reason: /moving/ });
});

test('a page that navigates away under the shot never throws', async ({ page }) => {
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: `${plain}<script>setTimeout(()=>location.reload(),15)</script>` }),
  );
  await page.goto('http://localhost/', { waitUntil: 'commit' });
  const picture = await captureRedacted(page, { allow: ALLOW });
  expect(['shown', 'withheld']).toContain(picture.status);
});

test('a secret that arrives late, or comes and goes, leaves one of two pictures', async ({ page }) => {
  const digests = SAMPLES.map(() => new Set<string>());
  for (const [at, { word }] of SAMPLES.entries()) {
    await page.setContent(
      `<h1>Sign in</h1><p id=p style="position:absolute;top:200px"></p><script>let on=false;setInterval(()=>{on=!on;p.textContent=on?'${word}':''},20)</script>`,
    );
    for (let shot = 0; shot < 8; shot += 1) {
      const picture = await captureRedacted(page, { allow: ALLOW });
      digests[at]?.add(picture.status === 'shown' ? picture.sha256 : picture.status);
    }
  }
  const both = new Set(digests.flatMap((each) => [...each]));
  both.delete('withheld');
  expect(both.size).toBeLessThanOrEqual(2);
});

test('a listed text behind a dialog is not shown through it', async ({ page }) => {
  const dialog = '<dialog id=d style="width:400px;height:200px">x</dialog><script>d.showModal()</script>';
  const digests = [];
  for (const words of ['Hello', 'Another']) {
    await page.setContent(`<p style="margin:200px 340px">${words}</p>${dialog}`);
    digests.push((await shown(page, ['Hello'])).sha256);
  }
  expect(digests[0]).not.toBeUndefined();
  expect(await inkIn(page, ['Hello'])).toBe(0);
});

/** Dark pixels of the picture. */
async function inkIn(page: Page, allow: readonly string[]): Promise<number> {
  const { data } = await decodeImage((await shown(page, allow)).png);
  return data.filter((channel) => channel < 130).length;
}

test('captions, placeholders, trailing spaces, no-break spaces and split literals are shown', async ({ page }) => {
  const pages = {
    caption: ['<input type=submit value="Sign In">', 'Sign In'],
    placeholder: ['<input placeholder="Six digits">', 'Six digits'],
    'trailing space': ['<label>User name </label>', 'User name'],
    'no-break space': ['<label>User&nbsp;name</label>', 'User name'],
    'split literal': ['<label>User <b>na</b>me</label>', 'User name'],
    'button with markup': ['<button><span>Sign</span> In</button>', 'Sign In'],
  };
  for (const [name, [body = '', literal = '']] of Object.entries(pages)) {
    await page.setContent(body);
    const blank = await inkIn(page, []);
    expect(await inkIn(page, [literal]), name).not.toBe(blank);
    expect(await inkIn(page, [`${literal}x`]), name).toBe(blank);
  }
});

test('an excluded literal leaves no outline', async ({ page }) => {
  await page.setContent('<p>Hello</p><button>Delete</button>');
  const picture = await captureRedacted(page, { allow: ['Delete'], exclude: ['Delete', 'Hello'] });
  expect(picture.status).toBe('shown');
  if (picture.status !== 'shown') return;
  const { data } = await decodeImage(picture.png);
  expect(new Set(data).size, 'one flat grey').toBe(3);
});

test('a browser without snapshots withholds, and says why', async ({ page }) => {
  const firefox = new Proxy(page, {
    get: (target, name) =>
      name === 'context'
        ? () => ({ newCDPSession: () => Promise.reject(new Error('Chromium only')) })
        : Reflect.get(target, name),
  });
  expect(await captureRedacted(firefox, { allow: ALLOW })).toMatchObject({
    status: 'withheld',
    reason: /only Chromium/,
  });
});
