import type { PlaywrightTestConfig } from '@playwright/test';
import { SAFE_USE, type UnsafeSetting, unsafeSettings } from '../redaction/firewall.ts';

type Use = NonNullable<PlaywrightTestConfig['use']>;

/** The same options with captures that cannot be redacted switched off, and what was changed, one line each. */
export function safeCapture(use: Use): { use: Use; changes: string[] } {
  const switched = unsafeSettings({ use: { ...use } }).filter(({ setting }) => nameOf(setting) in SAFE_USE);
  return { use: { ...use, ...SAFE_USE }, changes: switched.map(changeText) };
}

function nameOf(setting: string): string {
  return setting.replace(/^use\./, '');
}

function changeText({ setting, found, safe, why }: UnsafeSetting): string {
  return `${setting} set from ${found} to ${safe}: ${why}`;
}
