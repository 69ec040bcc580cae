// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReviewRequest } from './fields.ts';
import { previousForTests, requestForTests } from './request-for-tests.ts';
import { WhatChanged } from './what-changed.tsx';

let root: Root;
let opened: string[];

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') as HTMLElement);
  opened = [];
});
afterEach(() => act(async () => root.unmount()));

const show = (change: Partial<ReviewRequest>) =>
  act(async () =>
    root.render(
      <WhatChanged request={requestForTests({ submissions: 2, ...change })} onOpenEvidence={(id) => opened.push(id)} />,
    ),
  );
/** Each side as it is read aloud. */
const sides = () =>
  [...document.querySelectorAll('.before-and-now > div')].map((side) =>
    [...side.children].map(({ textContent }) => textContent).join('|'),
  );
const marked = (mark: 'del' | 'ins') =>
  [...document.querySelectorAll(mark)].map(({ lastChild }) => lastChild?.textContent);

test('a field is told before and now, what went struck and what came marked, in words too', async () => {
  const before = previousForTests();
  await show({
    changedSinceLastSubmission: [
      ['system', 'ipRanges'],
      ['system', 'vendor'],
    ],
    previousSubmission: {
      ...before,
      system: { ...before.system, vendor: 'Casa', ipRanges: ['200.1.2.3/32', '10.0.0.0/8'] },
    },
  });
  expect(sides()).toEqual([
    'Antes|200.1.2.3/32|Retirado: 10.0.0.0/8',
    'Agora|200.1.2.3/32|Novo: 200.1.3.0/24',
    'Antes|Retirado: Casa',
    'Agora|Não informado',
  ]);
  expect(marked('del')).toEqual(['10.0.0.0/8', 'Casa']);
  expect(marked('ins')).toEqual(['200.1.3.0/24']);
});

test('of an alteration it is told until when the certificate before is good', async () => {
  await show({ replaces: { requesterIdentifier: '100001' } as ReviewRequest['replaces'] });
  expect(document.body.textContent).toContain('o anterior ainda vale por 7 dias quando o titular é o mesmo');
  expect(document.body.textContent).toContain('deixa de valer com a aprovação quando é outro');
});

test('a file that is there is opened from where it is told; of one that is gone its name is told', async () => {
  await show({
    changedSinceLastSubmission: [['checklist', 'BUNDLE']],
    previousSubmission: previousForTests({
      evidence: [{ evidenceId: 'e0', fileName: 'antigo.pdf', requirements: ['BUNDLE'] }],
    }),
  });
  expect(sides()).toEqual([
    'Antes|Retirado: antigo.pdf (removido; só o nome ficou)',
    'Agora|Novo: bundle.pdfVer bundle.pdf',
  ]);
  const buttons = [...document.querySelectorAll('button')];
  expect(buttons).toHaveLength(1);
  await act(async () => buttons[0]?.click());
  expect(opened).toEqual(['e1']);
});

test('no file is not “Não informado”, and a change that is masked is said to be', async () => {
  const masked = { name: 'Maria Lima', cpf: '***.456.789-**', email: null, phone: null };
  const [item] = requestForTests().checklist;
  await show({
    changedSinceLastSubmission: [
      ['checklist', 'BUNDLE'],
      ['manager', 'cpf'],
    ],
    checklist: item ? [{ ...item, evidence: [] }] : [],
    manager: masked,
    previousSubmission: previousForTests({ manager: masked }),
  });
  expect(sides().slice(0, 2)).toEqual(['Antes|Nenhum arquivo', 'Agora|Nenhum arquivo']);
  expect(document.querySelectorAll('.before-and-now-hidden')).toHaveLength(1);
});
