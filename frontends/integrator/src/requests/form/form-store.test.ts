import { forgetOthers, openKeptDraft, type TabStorage } from '@portal/console';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SaveAnswer } from './draft-queue.ts';
import { createFormStore } from './form-store.ts';
import type { Draft } from './form-values.ts';
import { savedSentence } from './saved-sentence.ts';

const draft: Draft = {
  id: 'pedido',
  version: 1,
  environment: 'HOMOLOGATION',
  state: 'DRAFT',
  allowedActions: ['EDIT'],
  origin: null,
  acceptedTermsAt: null,
  services: [{ slug: 'auth', name: 'Auth', kind: 'API' }],
  establishment: null,
  childEstablishments: [],
  manager: { name: 'Ana Souza', cpf: null, email: null, phone: null },
  certificate: null,
  system: null,
  warnings: [],
};

function memory(): TabStorage & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    get length() {
      return all.size;
    },
    key: (index) => [...all.keys()][index] ?? null,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

function bench(answer: (version: number, patch: object) => SaveAnswer, storage = memory(), from = draft) {
  const sent: object[] = [];
  const store = createFormStore({
    draft: from,
    keep: openKeptDraft<Record<string, unknown>>(storage, 'ana', from.id),
    send: async (version, patch) => {
      sent.push(patch);
      return answer(version, patch);
    },
    pause: () => new Promise(() => {}),
  });
  return { store, sent, storage };
}

const saves = (version: number): SaveAnswer => ({ kind: 'saved', version: version + 1 });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T17:32:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the form', () => {
  test('saves while one types, without complaining before the field is left', async () => {
    const { store, sent, storage } = bench(saves);
    store.type('system.name', 'L');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
    expect(store.state().faults['system.name']).toBeUndefined();
    store.type('system.name', 'LIS');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([{ system: { name: 'LIS' } }]);
    expect(storage.all.size).toBe(0);
  });

  test('says what was saved and what was not', async () => {
    const { store, sent } = bench(saves);
    store.type('manager.cpf', '123');
    store.leave('manager.cpf');
    store.type('manager.email', 'ana@example.org');
    store.leave('manager.email');
    await store.flush();
    expect(sent).toEqual([{ manager: { email: 'ana@example.org' } }]);
    const { queue, unsaved } = store.state();
    expect(unsaved).toEqual(['manager.cpf']);
    expect(savedSentence(queue, ['CPF do gestor'], false)).toBe('Salvo às 14:32, exceto: CPF do gestor.');
  });

  test('what is not saved survives a reload of the tab, and is saved then if it passes', async () => {
    const storage = memory();
    const first = bench(() => ({ kind: 'unreachable' }), storage);
    first.store.type('manager.cpf', '123');
    first.store.leave('manager.cpf');
    first.store.choose('origin', 'OTHER');
    await first.store.flush();
    const second = bench(saves, storage);
    second.store.resume();
    await second.store.flush();
    expect(second.store.state().values).toMatchObject({ 'manager.cpf': '123', origin: 'OTHER' });
    expect(second.store.state().unsaved).toEqual(['manager.cpf']);
    expect(second.sent).toEqual([{ origin: 'OTHER' }]);
    second.store.forget();
    expect(storage.all.size).toBe(0);
  });

  test('another person in the same tab finds nothing', () => {
    const { store, storage } = bench(saves);
    store.type('manager.cpf', '123');
    expect(openKeptDraft<Record<string, unknown>>(storage, 'bruno', draft.id).read()).toEqual({});
    forgetOthers(storage, 'bruno');
    expect(storage.all.size).toBe(0);
  });

  test('a value that the Portal refuses is told at its row and not sent again until it changes', async () => {
    const { store, sent } = bench((version, patch) =>
      JSON.stringify(patch).includes('200.130.0.1')
        ? { kind: 'refused', version, problems: [{ message: 'Não.', path: ['system', 'ipRanges', '1'] }] }
        : saves(version),
    );
    store.type('system.ipRanges', ['200.130.0.5', '', '200.130.0.1']);
    store.leave('system.ipRanges');
    await store.flush();
    expect(store.state().faults['system.ipRanges']).toEqual([{ at: '2', message: 'Não.' }]);
    store.leave('system.ipRanges');
    await store.flush();
    expect(sent).toHaveLength(1);
    store.type('system.ipRanges', ['200.130.0.5', '', '']);
    store.leave('system.ipRanges');
    await store.flush();
    expect(sent).toHaveLength(2);
    expect(store.state().unsaved).toEqual([]);
  });

  test('takes over what another tab saved, except where something is being typed here', () => {
    const { store } = bench(saves);
    store.type('system.name', 'Meu nome');
    store.adopt({
      ...draft,
      version: 9,
      manager: { name: 'Outra Pessoa', cpf: null, email: null, phone: null },
      system: {
        id: 's',
        name: 'Nome de lá',
        description: null,
        vendor: null,
        database: null,
        webApplication: true,
        ipRanges: [],
        monthlyVolume: null,
        integratesWith: [],
      },
    });
    expect(store.state()).toMatchObject({
      takenOver: ['manager.name', 'system.webApplication'],
      conflicts: { 'system.name': 'Nome de lá' },
      values: { 'system.name': 'Meu nome', 'manager.name': 'Outra Pessoa', 'system.webApplication': 'sim' },
    });
  });

  test('of a field that was changed in two places either value can be taken', async () => {
    const theirs = { ...draft, version: 9, manager: { name: 'Nome de lá', cpf: null, email: null, phone: null } };
    const { store, sent } = bench(saves);
    store.type('manager.name', 'Nome daqui');
    store.adopt(theirs);
    store.resolve('manager.name', 'theirs');
    await store.flush();
    expect(store.state()).toMatchObject({ conflicts: {}, values: { 'manager.name': 'Nome de lá' } });

    store.type('manager.name', 'Nome daqui');
    store.adopt({ ...theirs, version: 12, manager: { ...theirs.manager, name: 'Outro de lá' } });
    store.resolve('manager.name', 'mine');
    store.leave('manager.name');
    await store.flush();
    expect(store.state()).toMatchObject({ conflicts: {}, values: { 'manager.name': 'Nome daqui' } });
    expect(sent.at(-1)).toEqual({ manager: { name: 'Nome daqui' } });
  });

  test('what was sent from here is no news when it comes back, though one has typed on since', async () => {
    const { store } = bench(saves);
    for (const name of ['Nome', 'Nome da', 'Nome daqui']) {
      store.type('manager.name', name);
      store.leave('manager.name');
    }
    await store.flush();
    store.type('manager.name', 'Nome daqui mesmo');
    store.adopt({ ...draft, version: 3, manager: { name: 'Nome da', cpf: null, email: null, phone: null } });
    expect(store.state()).toMatchObject({
      conflicts: {},
      takenOver: [],
      values: { 'manager.name': 'Nome daqui mesmo' },
    });
  });

  test('at Avançar the empty and the wrong are told, what may be empty is not', () => {
    const { store } = bench(saves);
    store.type('manager.cpf', '123');
    const faults = store.check(['origin', 'manager.name', 'manager.cpf', 'manager.email'], (name) => name === 'origin');
    expect(Object.keys(faults)).toEqual(['manager.cpf', 'manager.email']);
    store.type('manager.cpf', '529.982.247-25');
    expect(store.state().faults['manager.cpf']).toEqual([]);
  });

  test('closed by a decision elsewhere, it says so', async () => {
    const { store } = bench(() => ({ kind: 'closed', message: 'Esta solicitação já foi enviada.' }));
    store.choose('origin', 'OTHER');
    await store.flush();
    expect(savedSentence(store.state().queue, [], false)).toBe('Esta solicitação já foi enviada.');
  });
});
