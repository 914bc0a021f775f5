/**
 * How the stylesheet tells the snapshot what an element is: a property that is not inherited, paints nothing,
 * and can be read back as a computed style. Values are CSS pixels nobody uses.
 */
export const MARK_PROPERTY = 'scroll-margin-top';
export const MARKS = { bar: '7001px', panel: '7002px', unseen: '7003px', sealed: '7004px' } as const;

/** Constant size of what stands for a redacted value: its width must never follow the value's length. CSS pixels. */
const BAR = { width: 96, height: 12 } as const;

/**
 * The colour that listed text is given. On white it leaves two channels full whatever the coverage, so that one pixel
 * tells how much of it is listed text and whether anything else was painted there.
 */
const INK = '#f0f';

/** Matches every element with a specificity that page rules do not reach. Four unused ids. */
const EVERY = ':not(#_#_#_#_)';
const NO_INK = [
  'color: transparent !important',
  '-webkit-text-fill-color: transparent !important',
  '-webkit-text-stroke: 0 transparent !important',
  'text-shadow: none !important',
  'text-decoration-color: transparent !important',
  'text-emphasis-color: transparent !important',
].join(';');
const STILL = ['animation: none !important', 'transition: none !important'].join(';');
/** All that is not a surface: with this and no more, a page has the layout it will have, and still shows what covers what. */
const LINELESS = [
  NO_INK,
  'border-color: transparent !important',
  'border-image: none !important',
  'outline: none !important',
  'filter: none !important',
  'backdrop-filter: none !important',
  '-webkit-box-reflect: none !important',
  '-webkit-mask: none !important',
  'mask: none !important',
  'list-style-image: none !important',
  'column-rule-color: transparent !important',
  'caret-color: transparent !important',
  STILL,
].join(';');
const NO_SURFACE = [
  'background-color: transparent !important',
  'background-image: none !important',
  'box-shadow: none !important',
].join(';');
const FLAT = `${LINELESS};${NO_SURFACE}`;
const HIDDEN = 'visibility: hidden !important';
const EMBEDDED = 'img,canvas,video,audio,svg,iframe,frame,object,embed,math,meter,progress,select';
const WITHOUT_CAPTION =
  'input:is([type=checkbox],[type=radio],[type=range],[type=color],[type=file],[type=image],[type=date],[type=time])';

/** Names of the two custom highlights: listed text has ink, all other text has none even against an inline `!important`. */
export const HIGHLIGHTS = { ink: 'flowproof-ink', none: 'flowproof-none' } as const;
const HIGHLIGHT_CSS = `
::highlight(${HIGHLIGHTS.ink}) { color: ${INK} !important; -webkit-text-fill-color: ${INK} !important; text-shadow: none !important }
::highlight(${HIGHLIGHTS.none}) { ${NO_INK}; background-color: transparent !important }
`;

const TINY = 'font-size: 0 !important; letter-spacing: 0 !important; padding-inline: 0 !important';

/**
 * Everything whose size can follow its content (generated text, values, pictures) gets a constant size, so that what
 * remains cannot move with a secret. Comes before the page is measured: what stands where may decide what is drawn.
 */
export const LAYOUT_CSS = `
${EVERY} { ${LINELESS} }
${EVERY}::before { ${LINELESS}; ${TINY} }
${EVERY}::after { ${LINELESS}; ${TINY} }
${EVERY}::marker { ${NO_INK}; font-size: 0 !important }
${EVERY}::-webkit-scrollbar { display: none !important }
:is(${EMBEDDED},${WITHOUT_CAPTION})${EVERY} { field-sizing: fixed !important }
:is(input:not([type=checkbox],[type=radio]),textarea)${EVERY} { appearance: none !important; field-sizing: fixed !important; resize: none !important }
button${EVERY} { appearance: none !important }
:is(img,video,object,embed,input[type=image])${EVERY} { contain: size !important; contain-intrinsic-size: 160px !important; font-size: 0 !important }
:is(img,object,embed,iframe):is([src^="data:"],[src^="blob:"],[data^="data:"],[srcdoc])${EVERY} { width: 160px !important; height: 160px !important }
:is(input[size],input[style*="width"],textarea,select[style*="width"])${EVERY} { width: 240px !important; min-width: 0 !important }
textarea${EVERY} { height: 72px !important; min-height: 0 !important }
`;

/**
 * The sheet that leaves nothing but flat white: no glyph, image, border, shadow or movement, pseudo elements included.
 * `::first-letter` is left alone on purpose: styling it splits text boxes.
 */
export const BLANK_CSS = `
${LAYOUT_CSS}
${EVERY} { ${NO_SURFACE} }
${EVERY}::before { ${NO_SURFACE} }
${EVERY}::after { ${NO_SURFACE} }
${EVERY}::placeholder { ${NO_INK} }
${EVERY}::selection { ${NO_INK}; background: transparent !important }
${EVERY}::backdrop { ${FLAT} }
${EVERY}::file-selector-button { ${FLAT} }
${EVERY}::details-content { ${FLAT} }
${EVERY}::target-text { ${NO_INK}; background: transparent !important }
${EVERY}::spelling-error { ${NO_INK} }
${EVERY}::grammar-error { ${NO_INK} }
${HIGHLIGHT_CSS}
:root${EVERY} { background: #fff !important }
:is(${EMBEDDED},${WITHOUT_CAPTION},svg *)${EVERY} { ${HIDDEN} }
`;

const important = (rules: Readonly<Record<string, string>>) =>
  `{${Object.entries(rules)
    .map(([name, value]) => `${name}:${value}!important`)
    .join(';')}}`;

/** Rules for single elements; a page function puts the element's own selector and `first` (which outranks the sheet) before them. */
export const RULES = {
  first: `${EVERY}:not(#_)`,
  redacted: important({
    'font-size': '0',
    'line-height': '0',
    'letter-spacing': '0',
    'word-spacing': '0',
    'text-indent': '0',
    'white-space': 'nowrap',
  }),
  bar: `::before${important({
    content: '""',
    display: 'inline-block',
    width: `${BAR.width}px`,
    height: `${BAR.height}px`,
    'max-width': '100%',
    margin: '2px 0',
    'vertical-align': '-2px',
    padding: '0',
    position: 'static',
    [MARK_PROPERTY]: MARKS.bar,
  })}`,
  ink: important({ color: INK, '-webkit-text-fill-color': INK }),
  placeholder: `::placeholder${important({ color: INK, '-webkit-text-fill-color': INK, opacity: '1' })}`,
  caption: important({ width: '120px', 'font-size': '0' }),
  select: important({ width: '200px' }),
  media: important({ width: '160px', height: '160px' }),
  closed: important({
    display: 'inline-block',
    width: '160px',
    height: '40px',
    overflow: 'hidden',
    visibility: 'hidden',
    contain: 'strict',
    [MARK_PROPERTY]: MARKS.sealed,
  }),
  empty: important({ content: '""' }),
  panel: important({ [MARK_PROPERTY]: MARKS.panel }),
  unseen: important({ [MARK_PROPERTY]: MARKS.unseen }),
} as const;
