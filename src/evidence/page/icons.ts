import { type Html, html, trusted } from './html.ts';

/** Strokes on a 16 x 16 grid. Each state has a silhouette of its own, so that none depends on its colour. */
const SHAPES = {
  passed: '<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6.2"/>',
  failed: '<path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM5.8 5.8l4.4 4.4m0-4.4-4.4 4.4"/>',
  blocked: '<circle cx="8" cy="8" r="6.5"/><path d="M4.6 8h6.8" stroke-width="2.4"/>',
  flaky: '<path d="M8 1.8 14.8 14H1.2zM8 6.2v3.6m0 2v.1"/>',
  waived: '<circle cx="8" cy="8" r="6.5"/><path d="M8 4.3V8l2.5 1.7"/>',
  open: '<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6.2"/>',
  shut: '<path d="M3 7.2h10v7H3zM5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7M8 10v1.6"/>',
  not_claimed: '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.6 2.5"/>',
  next: '<path d="M2.5 8h10.3M8.6 3.8 12.8 8l-4.2 4.2"/>',
  sign: '<path d="m2 14 .8-3.4L10.6 2.8l2.6 2.6-7.8 7.8zM9 4.4 11.6 7"/>',
  differs: '<path d="M3 5.7h10M3 10.3h10M11 2.5l-6 11"/>',
} as const;
export type IconName = keyof typeof SHAPES;

/** Draws an icon that `sprite` defines. The word beside it carries the meaning, so it is hidden from readers. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" aria-hidden="true"><use href="#icon-${name}"/></svg>`;
}

/** All icons, once per page. */
export function sprite(): Html {
  const symbols = Object.entries(SHAPES).map(([name, shape]) => symbol(name, shape));
  return html`<svg class="sprite" aria-hidden="true">${symbols}</svg>`;
}

function symbol(name: string, shape: string): Html {
  return html`<symbol id="icon-${name}" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${trusted(shape)}</symbol>`;
}
