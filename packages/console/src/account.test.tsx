// @vitest-environment happy-dom

import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it } from 'vitest';
import { SignOut } from './account.tsx';
import { openKeptDraft, useForgetDrafts } from './kept-draft.ts';
import type { SessionState, Viewer } from './session.ts';

const HERE: SessionState = { status: 'signed-in', viewer: { id: 'clara' } as Viewer };
const NOBODY: SessionState = { status: 'anonymous' };

function Tab({ session }: { session: SessionState }) {
  useForgetDrafts(session);
  return <SignOut />;
}

/** What a tab keeps after its person pressed "Sair", by who is found to be here when the page is loaded next. */
async function keptAfterSigningOut(next: SessionState, press = true): Promise<string[]> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  openKeptDraft<{ text: string }>(sessionStorage, 'clara', 'decisao.1').write({ text: 'Falta o laudo' });
  sessionStorage.setItem('of-somebody-else', 'stays');
  for (const [session, presses] of [
    [HERE, press],
    [{ status: 'asking' }, false],
    [next, false],
  ] as const) {
    document.body.innerHTML = '<div></div>';
    const root = createRoot(document.body.firstElementChild as Element);
    await act(() => root.render(<Tab session={session} />));
    document.addEventListener('submit', (event) => event.preventDefault(), { once: true });
    if (presses) await act(() => document.querySelector('form')?.requestSubmit());
    await act(() => root.unmount());
  }
  return Object.keys(sessionStorage).toSorted();
}

beforeEach(() => sessionStorage.clear());

it('who signs out leaves nothing written in this tab, and what is no draft stays', async () => {
  expect(await keptAfterSigningOut(NOBODY)).toEqual(['of-somebody-else']);
});

it('who pressed it and is still signed in loses nothing, nor does who was signed out by time', async () => {
  const kept = ['of-somebody-else', 'portal.rascunho.decisao.1'];
  expect(await keptAfterSigningOut(HERE)).toEqual(kept);
  // The note is gone with it: a session that ends later is no sign-out.
  expect(await keptAfterSigningOut(NOBODY, false)).toEqual(kept);
});
