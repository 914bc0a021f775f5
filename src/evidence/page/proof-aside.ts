import type { ProviderRecord } from '../../journal.ts';
import { PROVIDER_WORDS } from '../words.ts';
import { type Html, html } from './html.ts';
import type { PageModel } from './page-model.ts';
import { proofCourse } from './proof-course.ts';

/** What answered, what it was, and how anyone verifies this packet without us. */
export function proofAside({ summary, run, documents, shelf }: PageModel): Html {
  const none = html`<p>No provider answered in this run: no journey was driven.</p>`;
  return html`<aside aria-labelledby="proof">
<h2 id="proof">Proof</h2>
${summary.providers.length === 0 ? none : summary.providers.map(provider)}
<h3>Flows, change and rollback</h3>
${summary.proof && proofCourse(summary.proof, run.proof)}
${documents.length === 0 ? html`<p>No contract and no matrix were used.</p>` : html`<ul class="plain">${documents.map(documentLink)}</ul>`}
<h3>Verify offline</h3>
<pre><code>sha256sum -c tagmanifest-sha256.txt
sha256sum -c manifest-sha256.txt</code></pre>
<p>Run both in this folder. The first covers this page and the second every file below <code>data/</code>; any BagIt tool
checks the same. A signature, where one was made, lies in <code>attestations/</code> and covers
<code>tagmanifest-sha256.txt</code>.</p>
<p>This page has no script and loads nothing. ${shelf.embedded ? 'It carries its pictures.' : 'Its pictures lie beside it, below data/evidence.'}</p>
</aside>`;
}

function provider({ name, version, realm, realm_sha256 }: ProviderRecord): Html {
  return html`<dl class="facts"><dt>Provider</dt><dd>${PROVIDER_WORDS[name]} ${version}</dd><dt>Realm</dt><dd>${realm}</dd>
<dt>Fingerprint</dt><dd><code class="hash">${realm_sha256}</code></dd></dl>`;
}

function documentLink(path: string): Html {
  return html`<li><a href="${path}">${path.slice('data/flows/'.length)}</a></li>`;
}
