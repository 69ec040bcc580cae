// @vitest-environment happy-dom

import type { MessageSide } from '@portal/domain';
import { Client, type Exchange, makeErrorResult, type Operation } from '@urql/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Provider } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filter, fromPromise, fromValue, mergeMap, pipe, share } from 'wonka';
import { PAUSED, type Transfer } from '../uploads/send-resumably.ts';
import type { MessageFiles, UploadedMessageFile } from '../uploads/use-uploads.ts';
import { Conversation } from './conversation.tsx';
import { type Erased, useErased } from './erased.ts';

const AT = '2026-11-29T20:00:00.000Z';
const ERASED = 'Apagada pela equipe de análise';

let root: Root;
let erased: Erased;
let offline: boolean;
let side: MessageSide | null;
let marked: unknown[];
let sent: { file: File; transfer: Transfer; answer: (file: UploadedMessageFile) => void }[];
let begun: File[];
let givenUp: string[];
/** Files of each message that is written; the answer to it is given once this is. */
let writes: unknown[];
let written: PromiseWithResolvers<void>;

const message = (n: number) => ({
  messageId: `m${n}`,
  side: 'INTEGRATOR',
  author: 'Ana Souza',
  own: false,
  writtenAt: AT,
  text: `Texto ${n}.`,
  erasedAt: null,
  attachments: [],
});

/** Twenty-five messages, of which a page has twenty. */
function answer({ kind, variables }: Operation): unknown {
  if (kind === 'mutation') {
    const { upTo, messageId, text, attachments } = variables?.input ?? {};
    if (text !== undefined) {
      writes.push(attachments);
      return { writeAccessRequestMessage: { message: message(26), problems: [] } };
    }
    if (upTo === undefined)
      return { eraseAccessRequestMessage: { message: { messageId, erasedAt: AT }, problems: [] } };
    marked.push(upTo);
    return { markAccessRequestMessagesRead: { accessRequest: { id: 'r', unreadMessages: 0 }, problems: [] } };
  }
  const [newest, oldest] = variables?.after ? [5, 1] : [25, 6];
  const edges = Array.from({ length: newest - oldest + 1 }, (_, place) => ({ node: message(newest - place) }));
  return { accessRequest: { id: 'r', messages: { edges, pageInfo: { hasNextPage: oldest > 1, endCursor: 'c' } } } };
}

const network: Exchange = () => (operations) =>
  pipe(
    share(operations),
    filter(({ kind }) => kind !== 'teardown'),
    mergeMap((operation) => {
      if (offline) return fromValue(makeErrorResult(operation, new Error('offline')));
      const result = { operation, data: answer(operation), stale: false, hasNext: false };
      return operation.variables?.input?.text === undefined
        ? fromValue(result)
        : fromPromise(written.promise.then(() => result));
    }),
  );

function Page() {
  erased = useErased();
  const request = {
    id: 'r',
    protocol: '2026-0000123-6',
    messageCount: 25,
    unreadMessages: 3,
    conversation: 'OPEN',
    conversationEndsAt: null,
    messageSide: side,
    mayWriteMessages: true,
  } as const;
  const files: MessageFiles = {
    send: (file, transfer) => new Promise((answer) => sent.push({ file, transfer, answer })),
    unfinished: () => Promise.resolve(begun),
    giveUp: async ({ name }) => void givenUp.push(name),
  };
  return <Conversation {...{ request, erased, files }} viewerId="davi" />;
}

const shown = () => document.querySelector('[role=log]')?.textContent ?? '';
const press = (name: RegExp, of = 0) =>
  act(async () => {
    const found = [...document.querySelectorAll('button')].filter(({ textContent }) => name.test(textContent ?? ''));
    found.at(of)?.click();
  });
const confirm = () => press(/^Apagar$/);

function seen(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

async function open(): Promise<void> {
  const client = new Client({ url: '/graphql', exchanges: [network], preferGetMethod: false });
  await act(async () =>
    root.render(
      <Provider value={client}>
        <Page />
      </Provider>,
    ),
  );
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  offline = false;
  side = 'REVIEWERS';
  marked = [];
  [sent, begun, givenUp, writes] = [[], [], [], []];
  written = Promise.withResolvers();
  sessionStorage.clear();
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('a message before the newest page shows no words once it was erased, by whomever', async () => {
  await open();
  await press(/^Ver as anteriores/);
  expect(shown()).toContain('Texto 2.');
  await act(async () => erased.note({ messageId: 'm2', erasedAt: AT }));
  expect(shown()).not.toContain('Texto 2.');
  await press(/^Apagar a mensagem/);
  await confirm();
  expect(shown()).not.toContain('Texto 1.');
  expect(shown().split(ERASED)).toHaveLength(3);
  expect(shown()).toContain('Texto 25.');
  // The button that was pressed is gone.
  expect(document.activeElement?.getAttribute('role')).toBe('log');
});

test('what an erasure was refused for is not said of the next try', async () => {
  await open();
  offline = true;
  await press(/^Apagar a mensagem/);
  await confirm();
  const problem = () => document.querySelector('dialog [role=alert]')?.textContent ?? '';
  expect(problem()).not.toBe('');
  await press(/^Manter$/);
  await press(/^Apagar a mensagem/);
  expect(problem()).toBe('');
});

test('what stands open in a tab that nobody looks at is read when they come back', async () => {
  seen(false);
  await open();
  expect(shown()).toContain('Texto 25.');
  expect(marked).toEqual([]);
  await act(async () => seen(true));
  expect(marked).toEqual(['m25']);
});

test('one writes and erases on the side on which one stands on this request, wherever it is open', async () => {
  const offered = () => [
    document.querySelector('label')?.textContent,
    [...document.querySelectorAll('button')].some(({ textContent }) => textContent?.startsWith('Apagar')),
  ];
  await open();
  expect(offered()).toEqual(['Mensagem para o integrador', true]);
  side = 'INTEGRATOR';
  await open();
  expect(offered()).toEqual(['Mensagem para a equipe de análise', false]);
  side = null;
  await open();
  expect(offered()).toEqual([undefined, false]);
});

const ofMessage = () => document.querySelector('[aria-label="Arquivos desta mensagem"]')?.textContent ?? '';
const pdf = (name: string) => new File(['%PDF-1.7\n%%EOF'], name, { type: 'application/pdf' });
const arrives = (name: string) =>
  act(async () =>
    sent
      .find(({ file }) => file.name === name)
      ?.answer({ attachmentId: `id de ${name}`, fileName: name, mediaType: 'application/pdf', size: 14 }),
  );

async function closed(): Promise<void> {
  await act(async () => root.unmount());
  root = createRoot(document.querySelector('main') ?? document.body);
}

test('a form that is closed loses no file: what arrived is there, also where it did meanwhile, and the rest is paused', async () => {
  begun = [pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf')];
  await open();
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  await arrives('a.pdf');
  expect(ofMessage()).toMatch(/a\.pdf.*Pronto.*b\.pdf.*Enviando/);
  await closed();
  expect(sent.map(({ transfer }) => transfer.signal?.reason)).toEqual([PAUSED, PAUSED, PAUSED]);
  await arrives('b.pdf');
  begun = [pdf('c.pdf')];
  await open();
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  expect(ofMessage()).toMatch(/a\.pdf.*Pronto.*b\.pdf.*Pronto.*c\.pdf.*Enviando/);
  await act(async () => document.querySelector<HTMLElement>('[aria-label="Remover a.pdf"]')?.click());
  begun = [];
  await closed();
  await open();
  expect(ofMessage()).toMatch(/^b\.pdf[^/]*Pronto$/);
});

test('a file of a message that the antivirus is to look at says so; one that failed and is removed is given up', async () => {
  begun = [pdf('a.pdf'), new File(['texto'], 'b.txt')];
  await open();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await act(async () => sent[0]?.transfer.onScanning?.());
  expect(ofMessage()).toContain('O antivírus está verificando…');
  await act(async () => document.querySelector<HTMLElement>('[aria-label="Remover b.txt"]')?.click());
  expect(givenUp).toEqual(['b.txt']);
  await act(async () => document.querySelector<HTMLElement>('[aria-label="Remover a.pdf"]')?.click());
  expect(sent[0]?.transfer.signal?.aborted).toBe(true);
  expect(givenUp).toEqual(['b.txt']);
});

test('a file that is chosen while a message is being sent goes with the next', async () => {
  const a = { id: 'id de a.pdf', name: 'a.pdf', size: 14 };
  const draft = { person: 'davi', values: { text: 'Segue o arquivo.', files: [a] } };
  sessionStorage.setItem('portal.rascunho.conversa.r', JSON.stringify(draft));
  await open();
  await press(/^Enviar$/);
  await vi.waitFor(() => expect(writes).toEqual([['id de a.pdf']]));
  await act(async () => {
    const chooser = document.querySelector('input[type=file]');
    Object.defineProperty(chooser, 'files', { value: [pdf('b.pdf'), pdf('c.pdf')] });
    chooser?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await arrives('b.pdf');
  await act(async () => written.resolve());
  await vi.waitFor(() => expect(ofMessage()).toMatch(/^b\.pdf[^/]*Pronto.*c\.pdf[^/]*Enviando/));
  await arrives('c.pdf');
  await closed();
  await open();
  expect(ofMessage()).toMatch(/^b\.pdf[^/]*Pronto.*c\.pdf[^/]*Pronto$/);
});
