import { type Html, html } from './html.ts';
import type { PageModel } from './page-model.ts';

interface FigureText {
  /** Id of the figure; the picture fills the window while the address ends in it. */
  readonly anchor: string;
  /** Where the close link leads back to. */
  readonly back: string;
  readonly alt: string;
}

/** One redacted picture, small in place and large on demand, without a script and without a second copy. */
export function figure(model: PageModel, path: string, { anchor, back, alt }: FigureText): Html {
  const picture = model.shelf.picture(path);
  if (!picture) return html`<p class="none">This picture is not in the packet.</p>`;
  const { src, width, height } = picture;
  return html`<figure class="shot" id="${anchor}"><a class="open" href="#${anchor}" aria-label="Enlarge: ${alt}"><img src="${src}" alt="${alt}" width="${width}" height="${height}"></a>
<figcaption>${alt} <a class="close" href="#${back}">Close</a></figcaption></figure>`;
}
