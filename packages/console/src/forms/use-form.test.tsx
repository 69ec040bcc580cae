// @vitest-environment happy-dom
import { parsePersonName, valid } from '@portal/domain';
import { RadioGroup, TextField } from '@portal/ui';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Form } from './form.tsx';
import { readEach, required } from './read-each.ts';
import { type FormState, useForm } from './use-form.ts';

interface Values {
  name: string;
  kind: 'A' | 'B' | undefined;
}

const DOMAIN = readEach({
  name: required(parsePersonName, 'Informe o nome.'),
  kind: (chosen: Values['kind']) =>
    chosen === undefined ? { ok: false as const, message: 'Escolha o tipo.' } : valid(chosen),
});
const ZOD = z.object({
  name: z.string().trim().min(1, 'Informe o nome.'),
  kind: z.enum(['A', 'B'], 'Escolha o tipo.').or(z.undefined()),
});

let root: Root;
let form: FormState<Values>;
let answer: (problems: { message: string; path?: string[] }[]) => void;
let fail: (error: Error) => void;
let sent: unknown[];

function Page({ schema }: { schema: Parameters<typeof useForm<Values, unknown>>[0]['schema'] }) {
  form = useForm<Values, unknown>({
    schema,
    initial: { name: '', kind: undefined },
    send: (output) => {
      sent.push(output);
      const { promise, resolve, reject } = Promise.withResolvers<{ message: string; path?: string[] }[]>();
      answer = resolve;
      fail = reject;
      return promise;
    },
  });
  return (
    <Form of={form} aria-label="Pessoa">
      <TextField {...form.text('name')} label="Nome" />
      <RadioGroup
        {...form.choice('kind')}
        legend="Tipo"
        options={[
          { value: 'A', label: 'Um' },
          { value: 'B', label: 'Outro' },
        ]}
      />
      <button type="submit">Enviar</button>
    </Form>
  );
}

const show = (schema: Parameters<typeof Page>[0]['schema']) => act(async () => root.render(<Page schema={schema} />));
const press = () => act(async () => document.querySelector('button')?.click());
const errors = () => [...document.querySelectorAll('.field-error')].map(({ textContent }) => textContent);
const focused = () => document.activeElement?.id.replace(form.id, '');

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

test('what is wrong stands at each field, the first has the focus, and nothing is sent', async () => {
  await show(DOMAIN);
  await press();
  expect(errors()).toEqual(['Informe o nome.', 'Escolha o tipo.']);
  expect(focused()).toBe('name');
  await act(async () => form.change({ name: 'Ana Lima' }));
  expect(errors()).toEqual(['Escolha o tipo.']);
  await press();
  expect(focused()).toBe('kind');
  expect(sent).toEqual([]);
});

test('it is sent once, as it was read, however often it is pressed', async () => {
  await show(DOMAIN);
  await act(async () => form.change({ name: '  Ana  Lima ', kind: 'B' }));
  await act(async () => {
    document.querySelector('button')?.click();
    document.querySelector('button')?.click();
  });
  expect(form.submitting).toBe(true);
  await press();
  expect(sent).toEqual([{ name: 'Ana Lima', kind: 'B' }]);
  await act(async () => answer([]));
  expect(form.submitting).toBe(false);
  expect(form.values.name).toBe('  Ana  Lima ');
});

test('what the Portal refused stands at its field, or above all, and what was written stays', async () => {
  await show(DOMAIN);
  await act(async () => form.change({ name: 'Ana Lima', kind: 'A' }));
  await press();
  await act(async () => answer([{ message: 'Já são muitas.' }, { message: 'Este não.', path: ['kind', '0'] }]));
  expect(errors()).toEqual(['Este não.']);
  expect(focused()).toBe('kind');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Já são muitas.');
  expect(form.values).toEqual({ name: 'Ana Lima', kind: 'A' });
  await act(async () => form.clearProblems());
  expect([errors(), form.problems]).toEqual([[], []]);
});

test('a schema of zod is read alike', async () => {
  await show(ZOD);
  await press();
  expect(errors()).toEqual(['Informe o nome.']);
  await act(async () => form.change({ name: ' Ana ' }));
  await press();
  expect(sent).toEqual([{ name: 'Ana' }]);
});

test('a form that could not be sent can be sent again', async () => {
  await show(readEach({ name: valid<string>, kind: valid<Values['kind']> }));
  await press();
  await act(async () => answer([{ message: 'Sem conexão.' }]));
  await press();
  expect(sent).toHaveLength(2);
  await act(async () => answer([]));
  expect(form.problems).toEqual([]);
});

test('what fails in the page itself is told to who pressed, and to the log', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  await show(readEach({ name: valid<string>, kind: valid<Values['kind']> }));
  await press();
  const fault = new TypeError('crypto.randomUUID is not a function');
  await act(async () => fail(fault));
  expect(form.problems).toEqual(['Não foi possível fazer isso agora. Tente de novo.']);
  expect(form.submitting).toBe(false);
  expect(reported).toHaveBeenCalledWith(fault);
});

test('what is about no field is brought into sight, each problem of its own', async () => {
  const seen = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {});
  await show(readEach({ name: valid<string>, kind: valid<Values['kind']> }));
  await press();
  const logged = vi.spyOn(console, 'error');
  await act(async () => answer([{ message: 'Já são muitas.' }, { message: 'Já são muitas.' }]));
  expect(document.querySelectorAll('[role=alert]')).toHaveLength(2);
  expect(logged).not.toHaveBeenCalled();
  expect((seen.mock.contexts[0] as Element).textContent).toContain('Já são muitas.');
  vi.restoreAllMocks();
});
