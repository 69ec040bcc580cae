import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actOfKey, canAct, FIRST_VIEW, step, VIEWER_KEYS, type ViewerAct, ZOOMS } from './viewer-state.ts';

const acts = Object.keys(VIEWER_KEYS) as ViewerAct[];
const bounds = fc.record({ files: fc.integer({ min: 1, max: 20 }), pages: fc.integer({ min: 1, max: 300 }) });

test('no walk leaves the files, the pages or the zooms that there are', () => {
  fc.assert(
    fc.property(bounds, fc.array(fc.constantFrom(...acts)), (limits, walk) => {
      let state = FIRST_VIEW;
      for (const act of walk) {
        const offered = canAct(state, act, limits);
        const next = step(state, act, limits);
        expect(next !== state).toBe(offered);
        state = next;
        expect(state.file).toBeGreaterThanOrEqual(0);
        expect(state.file).toBeLessThan(limits.files);
        expect(state.page).toBeGreaterThanOrEqual(1);
        expect(state.page).toBeLessThanOrEqual(limits.pages);
        expect(ZOOMS).toContain(state.zoom);
      }
    }),
  );
});

test('another file begins upright at its first page and keeps the zoom', () => {
  const limits = { files: 2, pages: 9 };
  expect(step({ file: 0, page: 7, zoom: 2, rotation: 90 }, 'nextFile', limits)).toEqual({
    file: 1,
    page: 1,
    zoom: 2,
    rotation: 0,
  });
});

test('four turns come back', () => {
  const limits = { files: 1, pages: 1 };
  expect([1, 2, 3, 4].reduce((state) => step(state, 'rotate', limits), FIRST_VIEW)).toEqual(FIRST_VIEW);
});

test('keys work without modifiers only', () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false };
  expect(actOfKey({ ...plain, key: 'r' })).toBe('rotate');
  expect(actOfKey({ ...plain, key: '=' })).toBe('zoomIn');
  expect(actOfKey({ ...plain, key: 'PageDown' })).toBe('nextPage');
  expect(actOfKey({ ...plain, key: 'ArrowLeft' })).toBeUndefined();
  expect(actOfKey({ ...plain, ctrlKey: true, key: 'r' })).toBeUndefined();
});
