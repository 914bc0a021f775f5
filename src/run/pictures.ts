import type { Page, TestInfo } from '@playwright/test';
import { stateOf } from '../contract/screens.ts';
import { EVIDENCE_TYPE, type EvidenceRecord } from '../journal.ts';
import type { Sight } from '../journey/observe.ts';
import { type Camera, createCamera } from '../redaction/capture.ts';
import { ownPicture } from './own-pictures.ts';

/** Takes redacted pictures and hands them to the reporter as attachments, in memory all the way. */
export interface Pictures {
  /** Takes one picture of what `page` shows; the name of the attachment, or undefined when it had to be withheld. */
  take(page: Page, sight: Sight, caption: Caption): Promise<string | undefined>;
}

/** `allow`: literals that may be seen besides those of the run. */
export interface Caption {
  readonly title: string;
  readonly allow?: readonly string[];
}

/** Numbers the pictures of one test, so that names sort as taken. */
export function createPictures(testInfo: TestInfo, literals: readonly string[]): Pictures {
  let taken = 0;
  const cameras = new Map<Page, Camera>();
  const cameraOf = (page: Page): Camera => {
    const camera = cameras.get(page) ?? createCamera(page);
    cameras.set(page, camera);
    return camera;
  };
  return {
    take: async (page, sight, { title, allow = [] }) => {
      taken += 1;
      const name = `${String(taken).padStart(2, '0')}-${sight.page}.png`;
      const shot = await cameraOf(page).capture({ allow: [...literals, ...allow] });
      const about = { version: 1, title, page: sight.page, state: stateOf(sight.page, sight.message) } as const;
      if (shot.status === 'shown')
        await testInfo.attach(name, { body: ownPicture(shot.png), contentType: 'image/png' });
      const record: EvidenceRecord =
        shot.status === 'shown'
          ? { ...about, status: 'shown', picture: name }
          : { ...about, status: 'withheld', reason: shot.reason };
      await testInfo.attach(`${name}.json`, { body: JSON.stringify(record), contentType: EVIDENCE_TYPE });
      return record.picture;
    },
  };
}
