// @vitest-environment happy-dom
import type { MinistryRole } from '@portal/domain';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { type Client, Provider } from 'urql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MinistryPersonViewFragment } from '../../gql/graphql.ts';
import { RolesDialog } from './roles-dialog.tsx';

vi.mock('@portal/ui', async (original) => ({ ...(await original<object>()), useNotify: () => ({ notify: vi.fn() }) }));

const STALE = { code: 'STALE_VERSION', message: 'Outra pessoa mudou estes papéis.', path: ['version'] };
const clara = (version: number, roles: MinistryRole[]): MinistryPersonViewFragment => ({
  email: 'clara@saude.example',
  name: 'Clara Nunes',
  roles,
  portfolios: null,
  rolesFromEnvironment: [],
  version,
  securityKeys: 0,
  changes: [],
});

let root: Root;
let now: MinistryPersonViewFragment;
let sent: { version: number; roles: MinistryRole[] }[];

const client = {
  mutation: (_document: unknown, { input }: { input: { version: number; roles: MinistryRole[] } }) => {
    sent.push(input);
    const problems = input.version === now.version ? [] : [STALE];
    return { toPromise: async () => ({ data: { setMinistryRoles: { ministryPerson: now, problems } } }) };
  },
} as unknown as Client;

const show = (person: MinistryPersonViewFragment | null, are: 'READ' | 'BEING_READ' | 'NOT_READ' = 'READ') =>
  act(async () =>
    root.render(
      <Provider value={client}>
        <RolesDialog person={person} people={[now]} portfolios={[]} portfoliosAre={are} changes onClose={() => {}} />
      </Provider>,
    ),
  );
const fill = (control: 'textarea' | 'input[type=email]', text: string) =>
  act(async () => {
    const field = document.querySelector(control) as HTMLInputElement;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
const save = () => act(async () => document.querySelector('form')?.requestSubmit());
const marked = () =>
  [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].map(({ checked }) => checked);

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  sent = [];
  document.body.innerHTML = '<main></main>';
  root = createRoot(document.querySelector('main') ?? document.body);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

test('roles that another changed meanwhile are shown before they can be saved over', async () => {
  now = clara(2, ['MANAGER', 'AUDITOR']);
  await show(clara(1, ['REVIEWER']));
  // Read anew while it is open: what is marked is still of before.
  await show(now);
  await fill('textarea', 'Mudou de setor.');
  await save();
  expect(document.body.textContent).toContain(STALE.message);
  expect(marked()).toEqual([false, true, true, false]);
  await save();
  expect(sent).toMatchObject([
    { version: 1, roles: ['REVIEWER'] },
    { version: 2, roles: ['MANAGER', 'AUDITOR'] },
  ]);
});

test('somebody who is in the list is not given roles as somebody new', async () => {
  now = clara(0, ['REVIEWER']);
  await show(null);
  await fill('input[type=email]', ' Clara@saude.example ');
  await fill('textarea', 'Mudou de setor.');
  await save();
  expect(document.body.textContent).toContain('Clara Nunes já está na lista.');
  expect(sent).toEqual([]);
});

test.each([
  ['BEING_READ', 'Lendo os portfólios.'],
  ['NOT_READ', 'Não foi possível ler os portfólios.'],
] as const)('while the portfolios are %s nobody is made a reviewer of all of them', async (are, told) => {
  now = clara(0, ['REVIEWER']);
  await show(now, are);
  await fill('textarea', 'Mudou de setor.');
  await save();
  expect(sent).toEqual([]);
  expect(document.querySelector('.choices[aria-invalid]')?.textContent).toContain(told);
  await show(now);
  await save();
  expect(sent).toMatchObject([{ roles: ['REVIEWER'], portfolios: [] }]);
});
