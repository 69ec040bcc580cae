import type { Size } from './fit.ts';

/** The widest a thumbnail is drawn, in pixels of the page. */
export const THUMBNAIL_WIDTH = 72;

/** A small picture of what is drawn already: nothing is read a second time for it, for each reading is on record. */
export function thumbnailOf(drawn: HTMLImageElement | HTMLCanvasElement, { width, height }: Size): string | undefined {
  const scale = (THUMBNAIL_WIDTH * 2) / width;
  const small = document.createElement('canvas');
  small.width = Math.round(width * scale);
  small.height = Math.min(Math.round(height * scale), small.width * TALLEST);
  const context = small.getContext('2d');
  if (!context || small.height === 0) return undefined;
  context.drawImage(drawn, 0, 0, width, small.height / scale, 0, 0, small.width, small.height);
  return small.toDataURL('image/jpeg', 0.7);
}

/** Of a picture as long as a scroll, its head is enough. */
const TALLEST = 2;
