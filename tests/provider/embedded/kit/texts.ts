import type { Shown } from './http-browser.ts';

/** The texts between the tags of a page's body, scripts and styles apart. */
export function decodedTexts({ html }: Shown): string[] {
  const body = html.slice(html.indexOf('<body')).replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
  return body
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim())
    .filter((text) => text !== '');
}
