// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Suggested } from '../console-remote.ts';
import { SuggestionList } from './suggestion-list.tsx';

const NOTHING: Suggested = { groups: [], reading: false, error: undefined };
const VACINAS: Suggested = {
  ...NOTHING,
  groups: [{ title: 'Serviços', suggestions: [{ to: '/servicos/vacina', label: 'Vacinas', detail: 'Imunização' }] }],
};

let root: Root;
let field: HTMLInputElement;
let answer: Suggested;
/** What was asked for, each once after another. */
let asked: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<form><input></form><div></div>';
  const [input, place] = [document.querySelector('input'), document.querySelector('div')];
  if (!input || !place) throw new Error('no document');
  field = input;
  answer = VACINAS;
  asked = [];
  const useSuggestions = (words: string | null) => {
    if (words !== null && asked.at(-1) !== words) asked.push(words);
    return answer;
  };
  const list = (
    <SuggestionList id="l" field={field} to={(text) => `/busca?texto=${text}`} useSuggestions={useSuggestions} />
  );
  root = createRoot(place);
  await act(() => root.render(<RouterProvider router={createMemoryRouter([{ path: '*', element: list }])} />));
  field.focus();
});
afterEach(async () => {
  await act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
async function type(text: string) {
  for (const letter of text) {
    field.value += letter;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await pass(50);
  }
}
const press = (key: string) =>
  act(async () => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const told = () => document.querySelector('[role=status]')?.textContent;
const options = () => [...document.querySelectorAll('[role=option]')].map((option) => option.getAttribute('href'));

describe('suggestions', () => {
  test('are asked for once, when the writer has paused, and not for fewer than three letters', async () => {
    await type('va');
    await pass(1000);
    expect(asked).toEqual([]);
    await type('cina');
    expect(asked).toEqual([]);
    await pass(1000);
    expect(asked).toEqual(['vacina']);
    expect(field.getAttribute('aria-expanded')).toBe('true');
    expect(options()).toEqual(['/servicos/vacina', '/busca?texto=vacina']);
    expect(told()).toBe('1 sugestão. Use as setas para escolher.');
  });

  test('close on Escape, when the field is left, and when it is sent off before they came', async () => {
    await type('vacina');
    await pass(1000);
    await press('Escape');
    expect(field.value).toBe('vacina');
    expect(options()).toEqual([]);
    await press('ArrowDown');
    expect(options()).toHaveLength(2);
    await act(async () => field.blur());
    expect(field.getAttribute('aria-expanded')).toBe('false');
    field.focus();
    await type('s');
    await act(async () => field.form?.dispatchEvent(new Event('submit', { cancelable: true })));
    await pass(1000);
    expect(asked).toEqual(['vacina']);
    expect(told()).toBe('');
  });

  test('say what went wrong, and never that there are none', async () => {
    answer = { ...NOTHING, error: { graphQLErrors: [], networkError: new Error('offline') } as never };
    await type('vacina');
    await pass(1000);
    expect(told()).toBe('O Portal não respondeu. Verifique a sua conexão e tente de novo.');
    expect(options()).toEqual(['/busca?texto=vacina']);
    answer = NOTHING;
    await type('s');
    await pass(1000);
    expect(told()).toBe('Sem sugestões. Enter busca em tudo.');
  });
});
