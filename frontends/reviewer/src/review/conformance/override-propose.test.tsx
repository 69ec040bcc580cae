// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type Client, Provider } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProposeForm } from './override-propose.tsx';
import type { OverridesProps } from './overrides.tsx';
import { RunsUnderReview, RunUnderReview } from './run-documents.ts';

const notify = vi.hoisted(() => vi.fn());
vi.mock('@portal/ui', async (original) => ({ ...(await original<object>()), useNotify: () => ({ notify }) }));

let root: Root;
let refused: { code: string; message: string; path: string[] };
let read: unknown[];
let sent: number;

const client = {
  mutation: () => {
    sent += 1;
    return { toPromise: async () => ({ data: { proposeConformanceOverride: { problems: [refused] } } }) };
  },
  query: (document: unknown) => {
    read.push(document);
    return { toPromise: async () => ({}) };
  },
} as unknown as Client;

const show = (allowedOverrides: string[]) =>
  act(async () => {
    const requirement = { key: 'token', title: 'Token', allowedOverrides } as unknown as OverridesProps['requirement'];
    root.render(
      <Provider value={client}>
        <ProposeForm runId="run" requestId="request" requirement={requirement} />
      </Provider>,
    );
  });
const press = (name: RegExp) =>
  act(async () =>
    [...document.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''))?.click(),
  );
const errors = () => [...document.querySelectorAll('.field-error')].map(({ textContent }) => textContent);

async function write(): Promise<void> {
  await show(['PASSED', 'AS_JUDGED']);
  await press(/^Propor outra/);
  await act(async () => document.querySelector<HTMLInputElement>('input[type=radio]')?.click());
  await act(async () => {
    const reason = document.querySelector('textarea') as HTMLTextAreaElement;
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {};
    set?.call(reason, 'O roteiro recusou o documento sem razão nenhuma, como se vê na chamada.');
    reason.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  [read, sent] = [[], 0];
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

test('where the chosen outcome is refused it says so at its field, and what may be chosen is read anew', async () => {
  refused = { code: 'NOT_ALLOWED', message: 'Proponha outro.', path: ['outcome'] };
  await write();
  await press(/^Propor$/);
  expect(errors()).toEqual(['Proponha outro.']);
  expect(read).toEqual([RunUnderReview, RunsUnderReview]);
});

test('where the reason is refused nothing is read anew', async () => {
  refused = { code: 'INVALID', message: 'Sem CPF.', path: ['reason'] };
  await write();
  await press(/^Propor$/);
  expect([errors(), read, sent]).toEqual([['Sem CPF.'], [], 1]);
});

test('what cannot be proposed now is not read for what is missing in it', async () => {
  await write();
  await show([]);
  await press(/^Propor$/);
  expect([errors(), sent]).toEqual([[], 0]);
  // Nor does a problem of a field that is not shown wait for it to come back.
  await show(['FAILED']);
  expect(errors()).toEqual([]);
});
