// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { type Client, Provider } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReviewReasonsViewFragment } from '../../gql/graphql.ts';
import { ReasonsForm } from './reasons-form.tsx';

const notify = vi.hoisted(() => vi.fn());
vi.mock('@portal/ui', async (original) => ({ ...(await original<object>()), useNotify: () => ({ notify }) }));
vi.mock('@portal/console', async (original) => ({
  ...(await original<object>()),
  useViewer: () => ({ id: 'elis', permissions: ['ADMINISTER'] }),
}));

const reason = (code: string, label: string) => ({
  code,
  label,
  environments: ['HOMOLOGATION' as const, 'PRODUCTION' as const],
});
const REASONS = [reason('EVIDENCE_PERSONAL_DATA', 'Dados de paciente'), reason('OTHER', 'Outro motivo')];
const content = (more: Partial<ReviewReasonsViewFragment> = {}): ReviewReasonsViewFragment => ({
  version: 3,
  draft: null,
  editions: [
    { number: 1, restores: null, publishedAt: '2026-11-30T12:00:00Z', publishedBy: 'Portal', reasons: REASONS },
  ],
  ...more,
});

let root: Root;
let sent: object[];
const client = {
  mutation: (_document: unknown, variables: { input?: { reasons: typeof REASONS }; version?: number }) => {
    sent.push(variables);
    const draft = { savedAt: '2026-11-30T13:00:00Z', savedBy: 'Elis', reasons: variables.input?.reasons ?? [] };
    const payload = { reviewReasons: content(variables.input ? { version: 4, draft } : { version: 5 }), problems: [] };
    const name = variables.input ? 'saveReviewReasons' : 'publishReviewReasons';
    return { toPromise: async () => ({ data: { [name]: payload } }) };
  },
} as unknown as Client;

const show = () =>
  act(async () =>
    root.render(
      <MemoryRouter>
        <Provider value={client}>
          <ReasonsForm content={content()} />
        </Provider>
      </MemoryRouter>,
    ),
  );
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click());
const fill = (label: string, text: string, place: number) =>
  act(async () => {
    const item = document.querySelectorAll('details')[place];
    const control = [...(item?.querySelectorAll('label') ?? [])].find(
      ({ textContent }) => textContent === label,
    )?.htmlFor;
    const field = document.getElementById(control ?? '') as HTMLInputElement;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  sessionStorage.clear();
  sent = [];
  notify.mockReset();
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

test('a reason is added, told where it is wrong, shown as it will be read, compared, saved and published', async () => {
  await show();
  await press('Acrescentar motivo');
  await press('Publicar');
  expect([document.body.textContent, sent]).toEqual([
    expect.stringContaining('O código do motivo 3 tem de 2 a 40'),
    [],
  ]);
  await fill('Código', 'new_one', 2);
  await fill('Texto', 'Falta o contrato', 2);
  expect(document.querySelector('[aria-label="Como o integrador vai ler"]')?.textContent).toContain(
    'Falta o contrato:',
  );
  expect(document.querySelector('.edition-changes')?.textContent).toContain('Novo: Falta o contrato');
  await press('Publicar');
  expect(sent).toEqual([
    { input: { version: 3, reasons: [...REASONS, reason('NEW_ONE', 'Falta o contrato')] } },
    { version: 4 },
  ]);
  expect(notify).toHaveBeenCalledWith(
    expect.objectContaining({ text: expect.stringContaining('Motivos publicados.') }),
  );
});

test('what rules depend on has no code to change and is not taken out; what is unchanged is neither saved nor published', async () => {
  await show();
  const names = [...document.querySelectorAll('button')].map(({ textContent }) => textContent);
  expect(names.filter((name) => name?.startsWith('Retirar'))).toEqual([]);
  expect(document.body.textContent).not.toContain('O que muda em relação ao publicado');
  await press('Publicar');
  expect([sent, notify.mock.calls]).toEqual([
    [],
    [[expect.objectContaining({ text: 'Estes motivos já estão em uso.' })]],
  ]);
});

test('what is not saved stays in this tab, and goes with what is saved', async () => {
  await show();
  await fill('Texto', 'Mais um motivo', 1);
  await act(async () => root.unmount());
  root = createRoot(document.querySelector('main') ?? document.body);
  await show();
  expect(document.querySelector('.edition-changes')?.textContent).toContain('Novo: Mais um motivo');
  await press('Salvar rascunho');
  expect(sent).toHaveLength(1);
  expect(sessionStorage.length).toBe(0);
});
