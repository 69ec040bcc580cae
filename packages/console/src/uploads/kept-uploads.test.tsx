// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteLeaving, useForgetDrafts } from '../kept-draft.ts';
import type { SessionState, Viewer } from '../session.ts';
import { keptFor, unfinishedOf } from './kept-uploads.ts';

const store = vi.hoisted(() => {
  // Tests share their modules: one before this may have loaded what is mocked below.
  vi.resetModules();
  return new Map<string, { since: number }>();
});
vi.mock('idb-keyval', () => ({
  createStore: () => store,
  set: async (key: string, value: { since: number }) => void store.set(key, value),
  delMany: async (keys: string[]) => keys.forEach((key) => void store.delete(key)),
  entries: async () => [...store],
}));

const MINUTE = 60_000;
const OF_ANA = { person: 'ana', purpose: 'evidence', accessRequest: 'r' } as const;
const as = (id: string): SessionState => ({ status: 'signed-in', viewer: { id } as Viewer });
const NOBODY: SessionState = { status: 'anonymous' };

function Tab({ session }: { readonly session: SessionState }) {
  useForgetDrafts(session);
  return null;
}

/** This of Ana's stays once a page knows who is here; each is called by the minutes since it was begun. */
async function left(session: SessionState, minutes: number[], stays: string[]): Promise<void> {
  for (const since of minutes) {
    const { key } = await keptFor(new File(['x'], String(since)), { ...OF_ANA, requirements: [] });
    Object.assign(store.get(key) ?? {}, { since: Date.now() - since * MINUTE });
  }
  const root = createRoot(document.createElement('div'));
  await act(() => root.render(<Tab session={session} />));
  await vi.waitFor(async () => expect((await unfinishedOf(OF_ANA)).map(({ name }) => name)).toEqual(stays));
  await act(() => root.unmount());
}

beforeEach(() => {
  store.clear();
  sessionStorage.clear();
  vi.stubGlobal('indexedDB', {});
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
afterEach(() => vi.unstubAllGlobals());

test('files on their way stay for the one who comes back within a day', async () => {
  await left(as('ana'), [25 * 60, 23 * 60, 1], ['1380', '1']);
  await left(as('bruno'), [], []);
});

test('where a session only ended they stay for an hour, and where its person signed out not at all', async () => {
  await left(NOBODY, [61, 59], ['59']);
  noteLeaving(sessionStorage);
  await left(NOBODY, [], []);
});
