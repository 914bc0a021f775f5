import type { HIGHLIGHTS, RULES } from './blank-css.ts';

/** What the page is told: the literals that may be seen, the literals of which not even an outline may be seen, and the sheets. */
export interface CoverInput {
  readonly allow: readonly string[];
  readonly exclude: readonly string[];
  readonly layout: string;
  readonly css: string;
  readonly rules: typeof RULES;
  readonly highlights: typeof HIGHLIGHTS;
}

/** What was decided: rules per document or shadow root, the two sets of text, and what to look at once sizes are constant. */
interface Plan {
  readonly input: CoverInput;
  readonly allow: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
  readonly redacted: Set<Element>;
  readonly panels: Set<Element>;
  readonly rules: Map<Document | ShadowRoot, string[]>;
  readonly measures: (() => void)[];
  readonly ink: Range[];
  readonly none: Range[];
  /** Hears when a text or caption that has ink is rewritten: a range grows with what is inserted into its text. */
  readonly watch: MutationObserver;
}

interface Cover {
  readonly sheets: readonly (readonly [Document | ShadowRoot, CSSStyleSheet])[];
  readonly scroll: readonly [number, number];
  readonly watch: MutationObserver;
  rewritten: boolean;
}

// The functions below are sent to the browser as source and run in an isolated world, unseen by the page's own
// script. They may call each other but nothing outside this file, which is why it is longer than others.

/** White space as a reader sees it: runs, line breaks and no-break spaces are one space, none at the ends. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

function rootsOf(root: Document | ShadowRoot): (Document | ShadowRoot)[] {
  const inner = [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? rootsOf(element.shadowRoot) : [],
  );
  return [root, ...inner];
}

/** A selector that matches this element only, anchored at its document or shadow root. */
function pathOf(element: Element): string {
  const parent = element.parentElement;
  const siblings = (parent ?? element.getRootNode()).childNodes;
  const place = [...siblings].filter((node) => node.nodeType === 1).indexOf(element) + 1;
  if (parent) return `${pathOf(parent)}>${CSS.escape(element.localName)}:nth-child(${place})`;
  return element === document.documentElement ? ':root' : `:host>${CSS.escape(element.localName)}:nth-child(${place})`;
}

function ancestorsOf(element: Element): Element[] {
  const parent = element.parentElement;
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

function textsOf(element: Element): Text[] {
  const texts: Text[] = [];
  for (const node of element.childNodes) if (node instanceof Text && plainText(node.data)) texts.push(node);
  return texts;
}

/** Whether a text is a listed literal, or a part of an element whose whole text is one ("Sign <b>in</b>"). */
function isListed(text: Text, literals: ReadonlySet<string>): boolean {
  if (literals.has(plainText(text.data))) return true;
  const wholes = ancestorsOf(text.parentElement ?? document.body).slice(0, 2);
  return [text.parentElement, ...wholes].some(
    (whole) => whole && whole.textContent.length < 2000 && literals.has(plainText(whole.textContent)),
  );
}

function paints(element: Element): boolean {
  const style = getComputedStyle(element);
  const solid = !/^rgba\(.*, 0(\.[0-4]\d*)?\)$|^transparent$/.test(style.backgroundColor);
  return solid || style.backgroundImage !== 'none' || style.boxShadow !== 'none';
}

/** What the pointer would meet in the middle of this box. */
function elementOver(element: Element, box: DOMRect): Element | null {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return null;
  return root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
}

/** Whether something opaque lies over the middle of this box, such as a dialog over the form behind it. */
function isCovered(element: Element, box: DOMRect): boolean {
  const over = elementOver(element, box);
  if (!over || over instanceof HTMLLabelElement || getComputedStyle(element).pointerEvents === 'none') return false;
  if (over.contains(element) || element.contains(over)) return false;
  const layers = [over, ...ancestorsOf(over)].filter((layer) => !layer.contains(element));
  return layers.some((layer) => layer.matches('dialog,[popover],img,iframe,canvas,video') || paints(layer));
}

/** Whether an element has a line on all four sides. */
function framed(element: Element): boolean {
  const style = getComputedStyle(element);
  const widths = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth];
  return widths.every((width) => Number.parseFloat(width) > 0);
}

/** The card, banner or dialog on which an element stands: the nearest that has a surface or frame and is neither a word nor the page. */
function panelOf(element: Element): Element | null {
  const words = 'html,body,button,input,select,textarea,a,option,td,th,tr,label,span,b,i,em,strong,code,kbd,mark';
  const standing = [element, ...ancestorsOf(element)].find((panel) => {
    const { width, height } = panel.getBoundingClientRect();
    const whole = width >= innerWidth * 0.98 && height >= innerHeight * 0.9;
    return !whole && height >= 24 && !panel.matches(words) && (paints(panel) || (height >= 44 && framed(panel)));
  });
  return standing ?? null;
}

function rangeOf(text: Text): Range {
  const range = new Range();
  range.selectNodeContents(text);
  return range;
}

function addRule(plan: Plan, element: Element, rule: string): void {
  const root = element.getRootNode();
  if (root instanceof Document || root instanceof ShadowRoot)
    plan.rules.get(root)?.push(pathOf(element) + plan.input.rules.first + rule);
}

/** Text stays visible: it gets ink, unless something lies over it. */
function inkListed(plan: Plan, element: Element, texts: readonly Text[]): void {
  const ranges = texts.map(rangeOf);
  const covered = ranges.every((range) => isCovered(element, range.getBoundingClientRect()));
  (covered ? plan.none : plan.ink).push(...ranges);
  if (covered) addRule(plan, element, plan.input.rules.unseen);
  else for (const text of texts) plan.watch.observe(text, { characterData: true });
}

function planListed(plan: Plan, element: Element, texts: readonly Text[]): void {
  plan.measures.push(() => inkListed(plan, element, texts));
  if (ancestorsOf(element).some((parent) => plan.redacted.has(parent))) addRule(plan, element, sizeRule(element));
}

function findPanel(plan: Plan, element: Element): void {
  const panel = panelOf(element);
  if (panel) plan.panels.add(panel);
}

/** Text is redacted: it takes no room, however long it is; one bar of constant size stands for a run of such elements. */
function planRedacted(plan: Plan, element: Element, texts: readonly Text[]): void {
  const before = element.previousElementSibling;
  const inRun = before !== null && plan.redacted.has(before) && !element.matches('li,tr,td,th,dd,dt,p');
  const inside = ancestorsOf(element).some((parent) => plan.redacted.has(parent));
  const excluded = texts.some(({ data }) => plan.exclude.has(plainText(data)) || !/[\p{L}\p{N}]/u.test(data));
  plan.redacted.add(element);
  plan.none.push(...texts.map(rangeOf));
  addRule(plan, element, plan.input.rules.redacted);
  if (!inRun && !inside && !excluded) addRule(plan, element, plan.input.rules.bar);
}

/** Size and spacing as they are now, for a listed text inside redacted text. */
function sizeRule(element: Element): string {
  const style = getComputedStyle(element);
  const names = ['font-size', 'line-height', 'letter-spacing', 'word-spacing', 'text-indent', 'white-space'];
  return `{${names.map((name) => `${name}:${style.getPropertyValue(name)}!important`).join(';')}}`;
}

function planText(plan: Plan, element: Element): void {
  const silent = 'script,style,noscript,template,title,head,option,optgroup,textarea,svg,math';
  const texts = textsOf(element);
  if (texts.length === 0 || element.closest(silent)) return;
  if (texts.every((text) => isListed(text, plan.allow))) planListed(plan, element, texts);
  else planRedacted(plan, element, texts);
  plan.measures.push(() => findPanel(plan, element));
}

/** A caption or placeholder has no text node: the element itself is given ink while it says just this, or a constant width. */
function planControl(plan: Plan, control: HTMLInputElement | HTMLTextAreaElement): void {
  const { ink, placeholder, caption } = plan.input.rules;
  const button = /^(submit|button|reset)$/.test(control.type);
  const text = plainText(button ? control.value : control.placeholder);
  const listed = text !== '' && plan.allow.has(text) && !plan.exclude.has(text);
  // The attribute is what is painted, and the ink goes with it: a script may change it before the shot.
  const says = `:is([type=submit],[type=button],[type=reset])[value="${CSS.escape(control.value)}"]`;
  if (listed) plan.watch.observe(control, { attributeFilter: ['type', 'value', 'placeholder'] });
  if (button && listed) addRule(plan, control, says + ink);
  if (button) addRule(plan, control, listed ? `:not(${says})${caption}` : caption);
  else if (listed) addRule(plan, control, `[placeholder="${CSS.escape(control.placeholder)}"]${placeholder}`);
}

function planSurface(plan: Plan, element: Element): void {
  const { unseen, select, media } = plan.input.rules;
  const words = element instanceof HTMLInputElement ? element.value : element.textContent;
  const excluded = plan.exclude.has(plainText(words));
  plan.measures.push(() => {
    findPanel(plan, element);
    if (excluded || isCovered(element, element.getBoundingClientRect())) addRule(plan, element, unseen);
  });
  if (element.matches('select')) addRule(plan, element, select);
  if (element.matches('svg,canvas') && element.getBoundingClientRect().width >= 64) addRule(plan, element, media);
}

/** A custom element without light children may hide a closed shadow root: it gets a constant size. */
function planClosed(plan: Plan, element: Element): void {
  if (element.shadowRoot || element.childNodes.length > 0 || !element.localName.includes('-')) return;
  addRule(plan, element, plan.input.rules.closed);
}

/** A generated picture (`content: url(…)`) has a size of its own, so it goes. */
function planGenerated(plan: Plan, element: Element): void {
  for (const pseudo of ['::before', '::after']) {
    const { content } = getComputedStyle(element, pseudo);
    if (content.includes('url(')) addRule(plan, element, pseudo + plan.input.rules.empty);
  }
}

function planElement(plan: Plan, element: Element): void {
  planGenerated(plan, element);
  planText(plan, element);
  planClosed(plan, element);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) planControl(plan, element);
  if (element.matches('input,button,select,textarea,img,canvas,video,iframe,svg,object,embed'))
    planSurface(plan, element);
}

function planPage(input: CoverInput, watch: MutationObserver): Plan {
  const rules = new Map<Document | ShadowRoot, string[]>(rootsOf(document).map((root) => [root, []]));
  const plan = {
    input,
    allow: new Set(input.allow.map(plainText)),
    exclude: new Set(input.exclude.map(plainText)),
    redacted: new Set<Element>(),
    panels: new Set<Element>(),
    rules,
    measures: [],
    ink: [],
    none: [],
    watch,
  };
  for (const root of rules.keys()) for (const element of root.querySelectorAll('*')) planElement(plan, element);
  return plan;
}

/** Looks at the page in its constant sizes: where panels are and what is covered cannot follow a secret then. */
function measurePage(plan: Plan): void {
  for (const measure of plan.measures) measure();
  for (const panel of plan.panels) addRule(plan, panel, plan.input.rules.panel);
}

/** Waits until fonts have loaded, at most this many milliseconds. */
function fontsReady(timeout: number): Promise<unknown> {
  return Promise.race([document.fonts.ready.then(() => true), new Promise((done) => setTimeout(done, timeout, false))]);
}

/**
 * Blanks the page and gives ink back to the listed texts. First sizes, then the rest: by adopted sheets and highlights only,
 * no node is touched and no observer of the page is called.
 */
async function coverPage(input: CoverInput): Promise<{ width: number; height: number; scale: number }> {
  // Without a wait, the page is covered before the browser looks at the next command.
  if (document.fonts.status !== 'loaded') await fontsReady(2000);
  const watch = new MutationObserver(() => {
    cover.rewritten = true;
  });
  const plan = planPage(input, watch);
  const scroll = [scrollX, scrollY] as const;
  const sheets = [...plan.rules].map(([root, rules]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync([input.layout, ...rules].join('\n'));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return [root, sheet] as const;
  });
  measurePage(plan);
  for (const [root, sheet] of sheets) sheet.replaceSync([input.css, ...(plan.rules.get(root) ?? [])].join('\n'));
  CSS.highlights.set(input.highlights.ink, new Highlight(...plan.ink));
  CSS.highlights.set(input.highlights.none, new Highlight(...plan.none));
  const cover: Cover = { sheets, scroll, watch, rewritten: false };
  Reflect.set(globalThis, 'flowproofCover', cover);
  return { width: innerWidth, height: innerHeight, scale: devicePixelRatio };
}

/**
 * Takes everything away again; transitions are kept still while the page's own colours come back. Returns whether
 * all texts that had ink said the same all the time.
 */
function uncoverPage(highlights: typeof HIGHLIGHTS): boolean {
  const cover: Cover | undefined = Reflect.get(globalThis, 'flowproofCover');
  if (!cover) return false;
  const still = !cover.rewritten && cover.watch.takeRecords().length === 0;
  cover.watch.disconnect();
  for (const [, sheet] of cover.sheets) sheet.replaceSync('*,*::before,*::after{transition:none!important}');
  getComputedStyle(document.documentElement).color.at(0);
  for (const [root, sheet] of cover.sheets)
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  CSS.highlights.delete(highlights.ink);
  CSS.highlights.delete(highlights.none);
  if (scrollX !== cover.scroll[0] || scrollY !== cover.scroll[1])
    scrollTo({ left: cover.scroll[0], top: cover.scroll[1], behavior: 'instant' });
  Reflect.deleteProperty(globalThis, 'flowproofCover');
  return still;
}

/**
 * The source of the functions above. Loaders that keep names (esbuild's `keepNames`) wrap nested functions in a helper
 * of theirs, which the page lacks; the first line gives it one.
 */
export function pageScript(): string {
  const looks = [
    plainText,
    rootsOf,
    pathOf,
    ancestorsOf,
    textsOf,
    isListed,
    paints,
    elementOver,
    isCovered,
    framed,
    panelOf,
    rangeOf,
    inkListed,
    findPanel,
  ];
  const plans = [addRule, planListed, planRedacted, sizeRule, planText, planControl, planSurface, planClosed];
  const steps = [planGenerated, planElement, planPage, measurePage, fontsReady, coverPage, uncoverPage];
  return ['const __name = (value) => value;', ...[...looks, ...plans, ...steps].map(String)].join('\n');
}
