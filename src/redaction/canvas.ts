import type { Raster } from './draw.ts';

/** Canvases that nobody draws on now: memory fresh from the system costs more than the drawing. */
const idle: Raster[] = [];
/** One per picture that is being made at once is enough. */
const KEPT = 4;

/** Lends a canvas of this size with three channels, in any colors, until `use` has settled. */
export async function withCanvas<Result>(
  { width, height }: Pick<Raster, 'width' | 'height'>,
  use: (canvas: Raster) => Promise<Result>,
): Promise<Result> {
  const at = idle.findIndex((raster) => raster.width === width && raster.height === height);
  const [found] = at < 0 ? [] : idle.splice(at, 1);
  const canvas = found ?? { width, height, channels: 3, data: Buffer.allocUnsafe(width * height * 3) };
  return use(canvas).finally(() => {
    idle.unshift(canvas);
    idle.splice(KEPT);
  });
}
