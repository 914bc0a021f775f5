import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RealmDocument } from '../../src/provider/keycloak/admin.ts';
import type { Result } from './laboratory.ts';

/** Where the recordings and the minimised disagreements of a run are kept. */
export interface FindingsFolder {
  /** Adds the logins of a realm to `recorded.jsonl`, which `flowproof predict --batch` reads. */
  keep(document: RealmDocument, results: readonly Result[]): void;
  /** Writes the smallest realm that still shows a disagreement: `<id>.realm.json` and `<id>.json`. */
  disagreement(id: string, found: { document: RealmDocument; result: Result }): void;
}

/** An empty folder for one version. */
export function findingsFolder(folder: string): FindingsFolder {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'realms'), { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  return {
    keep: (document, results) => {
      const realm = `realms/${document.realm}.json`;
      writeFileSync(join(folder, realm), JSON.stringify(document));
      for (const { plan, observed, tried } of results)
        if (tried.left_out === undefined)
          appendFileSync(join(folder, 'recorded.jsonl'), `${JSON.stringify({ ...plan, realm, observed })}\n`);
    },
    disagreement: (id, { document, result: { plan, observed, predicted, tried } }) => {
      write(`${id}.realm.json`, document);
      write(`${id}.json`, { ...plan, realm: `${id}.realm.json`, why: tried.why, observed, predicted });
    },
  };
}
