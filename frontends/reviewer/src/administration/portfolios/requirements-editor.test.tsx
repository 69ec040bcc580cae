// @vitest-environment happy-dom
import type { RequirementContentInput } from '@portal/schema/types';
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequirementsEditor } from './requirements-editor.tsx';

const requirement = (code: string, environment: 'HOMOLOGATION' | 'PRODUCTION' = 'PRODUCTION') => ({
  environment,
  code,
  description: `Mostre ${code}.`,
  guidance: null,
  provenByReport: false,
});

let root: Root;
function Editor() {
  const [requirements, change] = useState<RequirementContentInput[]>([
    requirement('A'),
    requirement('X', 'HOMOLOGATION'),
    requirement('B'),
    requirement('C'),
  ]);
  return (
    <RequirementsEditor
      environment="PRODUCTION"
      requirements={requirements}
      onChange={change}
      idOf={(path) => path}
      errorAt={() => undefined}
    />
  );
}

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
  await act(async () => root.render(<Editor />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

const items = () => [...document.querySelectorAll('details')];
const codes = () => items().map((item) => item.querySelector('input')?.value);
const press = (name: string) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    button?.focus();
    button?.click();
  });
/** As the keyboard does: what has the focus is pressed. */
const pressAgain = () => act(async () => (document.activeElement as HTMLElement).click());
const open = (place: number) =>
  act(async () => {
    const item = items()[place];
    if (item) item.open = true;
  });
const opened = () => items().map((item) => item.open);
const focused = () => document.activeElement?.textContent;

test('an item that is moved keeps what is open and the focus, up to the end, where its name takes it', async () => {
  await open(2);
  await press('Subir C');
  expect([codes(), opened(), focused()]).toEqual([['A', 'C', 'B'], [false, true, false], 'Subir C']);
  await pressAgain();
  expect([codes(), opened(), focused()]).toEqual([['C', 'A', 'B'], [true, false, false], 'C: Mostre C.']);
  await press('Descer C');
  expect([codes(), opened(), focused()]).toEqual([['A', 'C', 'B'], [false, true, false], 'Descer C']);
});

test('an item that is taken out gives the focus to the next, which stays closed, and the last one to what adds another', async () => {
  await open(0);
  await press('Retirar A');
  expect([codes(), opened(), focused()]).toEqual([['B', 'C'], [false, false], 'B: Mostre B.']);
  await press('Retirar C');
  expect(focused()).toBe('B: Mostre B.');
  await press('Retirar B');
  expect(focused()).toBe('Acrescentar requisito de produção');
});
