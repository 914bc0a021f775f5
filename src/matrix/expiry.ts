const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** Whole days from `today` to `expires` (both `YYYY-MM-DD`); negative when it is past. The last day still counts. */
export function daysUntil(expires: string, today: string): number {
  return Math.round((Date.parse(expires) - Date.parse(today)) / DAY_MS);
}

/** True from the day after `expires`. */
export function isPast(expires: string, today: string): boolean {
  return daysUntil(expires, today) < 0;
}

/** True when `expires` is today or within thirty days. */
export function isSoon(expires: string, today: string): boolean {
  return !isPast(expires, today) && daysUntil(expires, today) <= SOON_DAYS;
}
