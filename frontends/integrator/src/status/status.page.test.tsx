// @vitest-environment happy-dom
import type { PortalStatus } from '@portal/domain';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Component } from './status.page.tsx';

let root: Root;
const answers = vi.fn<() => Promise<Response>>();

const WORKS: PortalStatus = {
  state: 'WORKING',
  maintenance: [],
  checkedAt: '2026-11-30T12:00:00.000Z',
  parts: [{ part: 'MAIL', state: 'WORKING', name: 'Avisos por e-mail', text: 'Os avisos saem.' }],
};

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', answers);
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function render() {
  await act(async () =>
    root.render(
      <MemoryRouter>
        <Component />
      </MemoryRouter>,
    ),
  );
}

test('what was seen before is not shown as what is now when a second look fails', async () => {
  answers.mockImplementation(async () => Response.json(WORKS));
  await render();
  expect(document.body.textContent).toMatch(/Tudo funciona.*Avisos por e-mail/);
  const again = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Ver de novo');
  answers.mockRejectedValue(new TypeError('offline'));
  await act(async () => again?.click());
  expect(document.body.textContent).toContain('O Portal não disse como está');
  expect(document.body.textContent).not.toMatch(/Tudo funciona|Avisos por e-mail/);
  answers.mockImplementation(async () => Response.json(WORKS));
  await act(async () => again?.click());
  expect(document.body.textContent).toMatch(/Tudo funciona.*Avisos por e-mail/);
});

test('a gateway of the version before, which tells of no maintenance, and one that is newer are shown as well', async () => {
  const { maintenance: _, ...before } = WORKS;
  answers.mockImplementation(async () => Response.json(before));
  await render();
  expect(document.body.textContent).toMatch(/Tudo funciona.*Avisos por e-mail/);
  await act(async () => root.unmount());
  root = createRoot(document.querySelector('main') ?? document.body);
  const newer = {
    ...WORKS,
    state: 'toString',
    parts: [{ part: 'NEW', state: 'SLOW', name: 'Parte nova', text: 'Demora mais.' }],
    maintenance: [{ startsAt: WORKS.checkedAt, endsAt: WORKS.checkedAt, parts: ['NEW'], text: 'Logo volta.' }],
  };
  answers.mockImplementation(async () => Response.json(newer));
  await render();
  expect(document.body.textContent).toMatch(
    /Veja cada parte do Portal.*Parte nova.*Veja ao lado.*Demora mais.*Logo volta/,
  );
});
