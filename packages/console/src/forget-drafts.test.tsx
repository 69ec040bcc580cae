// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { noteLeaving, settleLeaving, useForgetDrafts } from './kept-draft.ts';

vi.mock('./uploads/kept-uploads.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

function Tab() {
  useForgetDrafts({ status: 'anonymous' });
  return null;
}

test('where what forgets files cannot be loaded, whoever signed out is forgotten by the next page', async () => {
  noteLeaving(sessionStorage);
  await act(() => createRoot(document.createElement('div')).render(<Tab />));
  await vi.waitFor(() => expect(settleLeaving(sessionStorage, null)).toBe(true));
});
