import type { Rotation } from './viewer-state.ts';

export interface Size {
  width: number;
  height: number;
}

/** The size as it lies after its quarter turns. */
export function turned({ width, height }: Size, rotation: Rotation): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** How much a sheet is scaled so that zoom 1 fills the width; a small picture is not blown up by that alone. */
export function scaleToFit(sheet: Size, rotation: Rotation, room: number, zoom: number): number {
  const fit = room / turned(sheet, rotation).width;
  return Math.min(fit, LARGEST_FIT) * zoom;
}

const LARGEST_FIT = 2;
