import type { Locator } from '@playwright/test';
import { Problem } from '../problem.ts';
import type { Secret } from './secret-handle.ts';

/**
 * Sets the value of an input or textarea as a user would leave it (native setter, then `input` and `change`), without the
 * value in any step title, parameter, error or log. `fill` and `pressSequentially` put it into the title of a step that
 * every reporter writes even for passing tests; `evaluate` reports no argument. A trace would still hold it.
 *
 * Rejects with `page-unsettled` when there is no such editable field; Playwright's own message, which may quote
 * the page, is not passed on.
 */
export async function typeQuietly(locator: Locator, value: Secret | string): Promise<void> {
  const text = typeof value === 'string' ? value : value.reveal();
  const typed = await locator.evaluate(setValue, text).catch(() => false);
  if (typed) return;
  throw new Problem({
    code: 'page-unsettled',
    what: 'a secret could not be typed: the field is missing, read-only or disabled',
    expected: 'one editable input or textarea',
    next: 'Wait for the page that holds the field before answering it.',
  });
}

/** Runs in the page. Frameworks listen for the events and read the value behind the native setter. */
function setValue(field: unknown, text: string): boolean {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false;
  if (field.disabled || field.readOnly) return false;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  field.focus();
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return field.value === text;
}
