// @vitest-environment happy-dom
import { Notices, NoticesProvider } from '@portal/ui';
import { type Exchange, makeErrorResult, makeResult } from '@urql/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { createClient, Provider } from 'urql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { delay, filter, map, pipe, tap } from 'wonka';
import { portalCache } from '../cache.ts';
import { OpenSessions } from './open-sessions.tsx';

const session = (sessionId: string, browser: string | null, current = false) => ({
  __typename: 'OpenSession',
  sessionId,
  browser,
  system: browser && 'Windows',
  atReview: false,
  startedAt: '2026-11-30T12:00:00.000Z',
  lastUsedAt: '2026-11-30T12:05:00.000Z',
  current,
});
const HERE = session('here', 'Chrome', true);

let root: Root;
/** What the portal has, and what it does when it is asked to end something. */
let open: ReturnType<typeof session>[] | Error;
let ends: () => { message: string }[];
let asked: unknown[];
/** How many answers are still to come. */
let awaited = 0;

const portal: Exchange = () => (operations) =>
  pipe(
    operations,
    filter(({ kind }) => kind !== 'teardown'),
    map((operation) => {
      awaited += 1;
      if (operation.kind === 'query') {
        if (open instanceof Error) return makeErrorResult(operation, open);
        return makeResult(operation, { data: { openSessions: open } });
      }
      asked.push(operation.variables);
      const answer = { __typename: 'EndSessionPayload', endedSessions: 1, problems: ends() };
      return makeResult(operation, { data: { answer } });
    }),
    delay(0),
    tap(() => {
      awaited -= 1;
    }),
  );

const settled = () =>
  act(async () => {
    do await new Promise((resolve) => setTimeout(resolve));
    while (awaited > 0);
  });
const show = async () => {
  const client = createClient({ url: '/graphql', exchanges: [portalCache(), portal], preferGetMethod: false });
  await act(async () =>
    root.render(
      <MemoryRouter>
        <Provider value={client}>
          <NoticesProvider>
            <OpenSessions />
            <Notices />
          </NoticesProvider>
        </Provider>
      </MemoryRouter>,
    ),
  );
  await settled();
};
const text = () => document.body.textContent ?? '';
const press = async (words: RegExp) => {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => words.test(textContent ?? ''));
  if (!button) throw new Error(`no button says ${words}`);
  await act(async () => button.click());
  await settled();
};

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  asked = [];
  ends = () => [];
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

it('ends one after asking, and shows what is open then', async () => {
  open = [HERE, session('there', 'Firefox'), session('old', null)];
  await show();
  expect(text()).toContain('Este navegador');
  expect(text()).toContain('Navegador desconhecido');
  await press(/^Encerrar Firefox, Windows/);
  expect([text().includes('Encerrar esta sessão?'), asked]).toEqual([true, []]);
  open = [HERE];
  await press(/^Encerrar sessão$/);
  expect(asked).toEqual([{ sessionId: 'there' }]);
  expect(text()).toContain('Sessão encerrada: Firefox, Windows.');
  expect(text()).toContain('A sua conta não está aberta em nenhum outro navegador.');
});

it('says why one was not ended, and lets it be tried again', async () => {
  open = [HERE, session('there', 'Firefox')];
  ends = () => [{ __typename: 'Problem', message: 'Esta sessão já terminou.' }];
  await show();
  await press(/^Encerrar Firefox/);
  await press(/^Encerrar sessão$/);
  expect(text()).toContain('Esta sessão já terminou.');
  ends = () => [];
  await press(/^Encerrar sessão$/);
  expect(asked).toHaveLength(2);
});

it('ends all others after asking', async () => {
  open = [HERE, session('there', 'Firefox')];
  await show();
  await press(/^Sair de todas as outras$/);
  open = [HERE];
  await press(/^Sair das outras$/);
  expect(text()).toContain('A sua conta ficou aberta só neste navegador.');
});

it('that they could not be read is no sign that there are none', async () => {
  open = new Error('away');
  await show();
  expect(text()).not.toContain('nenhum outro');
  open = [HERE];
  await press(/Tentar (de novo|novamente)/);
  expect(text()).toContain('nenhum outro navegador');
});
