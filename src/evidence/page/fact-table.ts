import { type Html, type HtmlPart, html } from './html.ts';

/** A table whose cells carry their column's name, so that it can stack on a narrow screen. */
export function factTable(columns: readonly string[], rows: readonly (readonly HtmlPart[])[]): Html {
  const heads = columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`);
  const body = rows.map((cells) => html`<tr role="row">${cells.map((cell, at) => tableCell(columns[at], cell))}</tr>`);
  return html`<table class="gaps" role="table"><thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table>`;
}

function tableCell(column: string | undefined, content: HtmlPart): Html {
  return html`<td role="cell"><span class="cell-name" aria-hidden="true">${column}</span><span>${content}</span></td>`;
}
