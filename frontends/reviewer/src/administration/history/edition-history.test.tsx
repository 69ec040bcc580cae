// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Edition, EditionHistory } from './edition-history.tsx';

const notify = vi.hoisted(() => vi.fn());
vi.mock('@portal/ui', async (original) => ({ ...(await original<object>()), useNotify: () => ({ notify }) }));

const edition = (number: number, more: Partial<Edition> = {}): Edition => ({
  number,
  publishedAt: '2026-11-30T12:00:00.000Z',
  publishedBy: 'Elis Prado',
  ...more,
});
const EDITIONS = [edition(4), edition(3, { withdraws: true }), edition(2, { restores: 1 }), edition(1)];
const restore = vi.fn<(number: number) => Promise<{ message: string }[]>>();
const withdraw = vi.fn<() => Promise<{ message: string }[]>>();

let root: Root;
const show = (props: { administers?: boolean; editions?: Edition[] } = {}) =>
  act(async () =>
    root.render(
      <EditionHistory
        about="x"
        editions={props.editions ?? EDITIONS}
        administers={props.administers ?? true}
        changes={(one, before) => <p className="changes">{`${before?.number ?? 'nada'} → ${one.number}`}</p>}
        onRestore={restore}
        withdrawal={{ title: 'Tirar de uso?', text: 'Volta.', done: 'Fora de uso.', onWithdraw: withdraw }}
      />,
    ),
  );
const buttons = (within: ParentNode = document) =>
  [...within.querySelectorAll('button')].map(({ textContent }) => textContent).filter(Boolean);
const press = (name: string, within: ParentNode = document) =>
  act(async () => {
    const button = [...within.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    button?.focus();
    button?.click();
  });
const dialog = () => document.querySelector<HTMLDialogElement>('dialog[open]');
const changes = () => [...document.querySelectorAll('.changes')].map(({ textContent }) => textContent);

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  restore.mockReset().mockResolvedValue([]);
  withdraw.mockReset().mockResolvedValue([]);
  notify.mockReset();
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

test('each version is told with what it changed since the last that said something, and what was withdrawn says nothing', async () => {
  await show();
  const titles = [...document.querySelectorAll('.timeline-title')].map(({ textContent }) => textContent);
  expect(titles).toEqual(['Versão 4', 'Versão 3: tirado de uso', 'Versão 2 (volta à versão 1)', 'Versão 1']);
  await press('Ver o que mudou na versão 4');
  expect(changes()).toEqual(['2 → 4']);
  await press('Ver o que diz a versão 1');
  expect(changes()).toEqual(['nada → 1']);
  await press('Esconder o que diz a versão 1');
  expect(changes()).toEqual([]);
});

test('going back is asked for first, with what it would change; declined it does nothing and gives the focus back', async () => {
  await show();
  expect(buttons()).not.toContain('Voltar à versão 4');
  await press('Voltar à versão 2');
  expect(restore).not.toHaveBeenCalled();
  expect(changes()).toEqual(['4 → 2']);
  await press('Voltar', dialog() ?? document);
  expect(dialog()).toBeNull();
  expect([restore.mock.calls, document.activeElement?.textContent]).toEqual([[], 'Voltar à versão 2']);
});

test('confirmed it is done once, however often it was pressed, and told', async () => {
  await show();
  await press('Voltar à versão 1');
  const [confirm] = [...(dialog()?.querySelectorAll('button') ?? [])].filter(
    ({ textContent }) => textContent === 'Voltar à versão 1',
  );
  await act(async () => {
    confirm?.click();
    confirm?.click();
  });
  expect(restore.mock.calls).toEqual([[1]]);
  expect(notify).toHaveBeenCalledWith({ about: 'x', tone: 'success', text: 'A versão 1 vale de novo.' });
  expect(dialog()).toBeNull();
});

test('what was refused is told on the page, and nothing else', async () => {
  withdraw.mockResolvedValue([{ message: 'Outra pessoa mudou isto.' }]);
  await show();
  await press('Tirar de uso');
  expect(withdraw).not.toHaveBeenCalled();
  await press('Tirar de uso', dialog() ?? document);
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Outra pessoa mudou isto.');
  expect(notify).not.toHaveBeenCalled();
});

test('who only reads compares, and is offered nothing that changes it', async () => {
  await show({ administers: false });
  expect(buttons()).toEqual(['Ver o que mudou na versão 4', 'Ver o que mudou na versão 2', 'Ver o que diz a versão 1']);
});

test('of what is out of use any version may come back, and the oldest of a long history is held against nothing', async () => {
  await show({ editions: [edition(60, { withdraws: true }), edition(59), edition(58)] });
  expect(buttons()).toEqual([
    'Ver o que mudou na versão 59',
    'Voltar à versão 59',
    'Voltar à versão 58',
    'Tirar de uso',
  ]);
  await press('Voltar à versão 59');
  expect(changes()).toEqual([]);
});
