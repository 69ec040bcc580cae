// @vitest-environment happy-dom

import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import { SignOut } from './account.tsx';
import { openKeptDraft } from './kept-draft.ts';

it('who signs out leaves nothing written in this tab, and what is no draft stays', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  openKeptDraft<{ text: string }>(sessionStorage, 'clara', 'decisao.1').write({ text: 'Falta o laudo' });
  sessionStorage.setItem('of-somebody-else', 'stays');
  document.body.innerHTML = '<div></div>';
  const root = createRoot(document.body.firstElementChild as Element);
  await act(() => root.render(<SignOut />));
  document.addEventListener('submit', (event) => event.preventDefault(), { once: true });
  await act(() => document.querySelector('form')?.requestSubmit());
  expect(Object.keys(sessionStorage)).toEqual(['of-somebody-else']);
  await act(() => root.unmount());
});
