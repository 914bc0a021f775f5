/** Remembers which codes were used, by `credential id . code`. Source: `SingleUseObjectProvider`. Times in epoch seconds. */
export interface SingleUseCodes {
  readonly isUsed: (key: string, now: number) => boolean;
  readonly use: (key: string, until: number) => void;
}

export function singleUseCodes(): SingleUseCodes {
  const expiry = new Map<string, number>();
  return {
    isUsed: (key, now) => (expiry.get(key) ?? 0) > now,
    use: (key, until) => {
      expiry.set(key, until);
    },
  };
}
