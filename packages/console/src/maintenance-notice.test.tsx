// @vitest-environment happy-dom
import type { AnnouncedMaintenance } from '@portal/domain';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MaintenanceNotice } from './maintenance-notice.tsx';

const HOUR_MS = 3_600_000;
const hours = (from: number, until: number): AnnouncedMaintenance => ({
  startsAt: new Date(Date.now() + from * HOUR_MS).toISOString(),
  endsAt: new Date(Date.now() + until * HOUR_MS).toISOString(),
  parts: ['HOMOLOGATION'],
  text: `Em ${from} horas.`,
});

let root: Root;
let answer: () => Response;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async () => answer());
  sessionStorage.clear();
  document.body.innerHTML = '<main></main>';
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function shown(status: object | null): Promise<(string | undefined)[]> {
  answer = () => (status ? Response.json(status) : new Response('', { status: 502 }));
  root = createRoot(document.querySelector('main') ?? document.body);
  await act(async () => root.render(<MaintenanceNotice />));
  await act(async () => {});
  return [...document.querySelectorAll('.message-title')].map((title) => title.textContent?.split(':')[0]);
}

test('what begins within a day, or goes on, is told until it is put away, and nothing else', async () => {
  const maintenance = [hours(-2, -1), hours(-1, 1), hours(23, 24), hours(25, 26)];
  expect(await shown({ maintenance })).toEqual(['Manutenção em curso', 'Manutenção anunciada']);
  expect(document.body.textContent).toContain('Ambiente de homologação (Auth e EHR). Em -1 horas.');
  await act(async () => document.querySelector('button')?.click());
  expect(document.querySelectorAll('.message-title')).toHaveLength(1);
  await act(async () => root.unmount());
  expect(await shown({ maintenance })).toEqual(['Manutenção anunciada']);
  await act(async () => root.unmount());
  // Changed since, it is told anew.
  expect(await shown({ maintenance: [hours(-1, 2)] })).toEqual(['Manutenção em curso']);
});

test.each([
  ['no answer', null],
  ['a gateway of the version before', { state: 'WORKING' }],
])('%s tells of nothing', async (_, status) => {
  expect(await shown(status)).toEqual([]);
});

test('it is looked for again each half minute while somebody looks, and as soon as somebody does', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const seen = vi.spyOn(document, 'visibilityState', 'get');
  try {
    const titles = () => document.querySelectorAll('.message-title').length;
    expect(await shown({ maintenance: [] })).toEqual([]);
    answer = () => Response.json({ maintenance: [hours(-1, 1)] });
    await act(async () => vi.advanceTimersByTime(30_000));
    await vi.waitFor(() => act(async () => expect(titles()).toBe(1)));
    answer = () => Response.json({ maintenance: [] });
    seen.mockReturnValue('hidden');
    await act(async () => vi.advanceTimersByTime(300_000));
    expect(titles()).toBe(1);
    seen.mockReturnValue('visible');
    await act(async () => document.dispatchEvent(new Event('visibilitychange')));
    await vi.waitFor(() => act(async () => expect(titles()).toBe(0)));
  } finally {
    seen.mockRestore();
    vi.useRealTimers();
  }
});
