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
  expect(both.size, 'some pictures are shown').toBeGreaterThan(0);
  expect(both.size).toBeLessThanOrEqual(2);
});

test('a listed text behind a dialog is not shown through it', async ({ page }) => {
  const dialog = '<dialog id=d style="width:400px;height:200px">x</dialog><script>d.showModal()</script>';
  const digestsOver = async (above: string) => {
    const digests = new Set<string>();
    for (const words of ['Hello', 'Howdy']) {
      await page.setContent(`<p style="position:fixed;margin:0;left:600px;top:350px">${words}</p>${above}`);
      digests.add((await shown(page, ['Hello', 'Howdy'])).sha256);
    }
    return digests.size;
  };
  expect(await digestsOver(dialog)).toBe(1);
  expect(await digestsOver(''), 'without the dialog it is').toBe(2);
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

const DATA = (word: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="28"><text x="4" y="20" font-size="20">${word}</text></svg>`)}`;
/** Inside the box of the heading: where ink is expected. */
const OVER = 'position:absolute;pointer-events:none;box-sizing:border-box;left:12px;top:12px;width:200px;height:28px';
const IN_SVG = (look: string, word: string) =>
  `<svg style="${OVER}"><text y="20" font-size="20" ${look}>${word}</text></svg>`;
const SHUT = (host: string, inner: string) =>
  `${host}<script>document.querySelector('#host').attachShadow({mode:'closed'}).innerHTML=${JSON.stringify(inner)}</script>`;
const SHADOW = (word: string) => `inset ${word.slice(0, 2)}px 0 0 #888`;

/** What paints over a listed text, and out of the reach of an adopted sheet. */
const PAINTERS: Readonly<Record<string, (word: string) => string>> = {
  'text of an svg that says it is visible': (word) => IN_SVG('visibility="visible"', word),
  'text of an svg, by an inline !important': (word) => IN_SVG('style="visibility:visible!important"', word),
  'white text of an svg': (word) => IN_SVG('fill="#fff" style="visibility:visible!important"', word),
  'text of an svg in the colour of listed ink': (word) =>
    IN_SVG('fill="#f0f" style="visibility:visible!important"', word),
  'inline background': (word) => `<div style="${OVER};background:url('${DATA(word)}')!important"></div>`,
  'inline shadow': (word) => `<div style="${OVER};box-shadow:${SHADOW(word)}!important"></div>`,
  'inline border': (word) => `<div style="${OVER};border-left:${word.slice(0, 2)}px solid #888!important"></div>`,
  'inline outline': (word) =>
    `<div style="${OVER};outline-offset:-12px!important;outline:${word.slice(0, 1)}px solid #888!important"></div>`,
  'almost white border': (word) =>
    `<div style="${OVER};border-left:${word.slice(0, 2)}px solid #fefefe!important"></div>`,
  'visible image': (word) =>
    `<img style="${OVER.replaceAll('px', 'px!important')};visibility:visible!important" src="${DATA(word)}">`,
  'closed root of a div': (word) => SHUT('<div id=host></div>', IN_SVG('', word)),
  'closed root around a light child': (word) => SHUT('<x-host id=host><i></i></x-host>', IN_SVG('', word)),
  'image in a closed root': (word) => SHUT('<div id=host></div>', `<img style="${OVER}" src="${DATA(word)}">`),
  'shadow in a closed root': (word) =>
    SHUT('<div id=host></div>', `<div style="${OVER};box-shadow:${SHADOW(word)}"></div>`),
  'size of a closed root': (word) =>
    SHUT('<div id=host></div>', `<div style="width:9px;height:${word.slice(0, 2)}px"></div>`),
  'content of details': (word) =>
    `<style>details{${OVER}}details::details-content{display:block;width:200px;height:28px;background:url("${DATA(word)}")}</style><details open><summary style="display:none"></summary></details>`,
};

for (const [name, html] of Object.entries(PAINTERS)) {
  test(`what is drawn over a listed text is not copied: ${name}`, async ({ page }) => {
    const digests = new Set<string>();
    for (const word of ['14718352', '69204581']) {
      await page.setContent(`<h1 style="margin:0">Back to the start</h1>${html(word)}<p>Hello</p>`);
      const picture = await captureRedacted(page, { allow: ALLOW });
      digests.add(picture.status === 'shown' ? picture.sha256 : picture.status);
    }
    expect(digests.size).toBe(1);
  });
}

/** The secret is there for some frames, and then the listed text again. */
const flicker = (into: string, out: string) =>
  `<script>let n=0;const go=()=>{if(++n%2){${into}}else{${out}};setTimeout(go,4+n%9)};setTimeout(go,30)</script>`;
const RACES: Readonly<Record<string, (secret: string) => string>> = {
  'caption of a button': (secret) =>
    `<input type=submit id=b value=Continue>${flicker(`b.value='${secret}'`, "b.value='Continue'")}`,
  placeholder: (secret) =>
    `<input id=b placeholder=Code>${flicker(`b.placeholder='${secret}'`, "b.placeholder='Code'")}`,
  'text that is inserted and taken out': (secret) =>
    `<p id=b style="width:200px;height:20px">Continue</p>${flicker(`b.firstChild.insertData(0,'${secret}')`, 'b.firstChild.deleteData(0,8)')}`,
};

for (const [name, html] of Object.entries(RACES)) {
  test(`no capture shows a secret that takes the place of a listed text: ${name}`, async ({ page }) => {
    const digests = new Set<string>();
    for (const secret of ['84713956', '20695183', '51938274', '37462801']) {
      await page.setContent(`<h1>Sign in</h1>${html(secret)}`);
      for (let shot = 0; shot < 10; shot += 1) {
        const picture = await captureRedacted(page, { allow: ALLOW });
        if (picture.status === 'shown') digests.add(picture.sha256);
      }
    }
    // With the listed text, and without it.
    expect(digests.size).toBeLessThanOrEqual(2);
  });
}
