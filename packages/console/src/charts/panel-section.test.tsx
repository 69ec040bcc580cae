// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { PanelSection } from './panel-section.tsx';
import type { PanelRow } from './panel-words.ts';

test('two people of one name are two rows, and neither stays when another period knows one', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const show = async (rows: PanelRow[]) => {
    const columns = [{ header: 'Analista' }, { header: 'Respondidas' }];
    await act(async () =>
      root.render(<PanelSection title="Por analista" file="a.csv" columns={columns} rows={rows} />),
    );
    return [...host.querySelectorAll('tbody tr')].map((row) => row.textContent);
  };
  const [bia, first, second] = [
    { key: 'b', cells: ['Bia', 3] },
    { key: 'c', cells: ['Clara', 1] },
    { key: 'd', cells: ['Clara', 2] },
  ];
  expect(await show([bia, first, second] as PanelRow[])).toEqual(['Bia3', 'Clara1', 'Clara2']);
  expect(await show([second] as PanelRow[])).toEqual(['Clara2']);
  await act(async () => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});
