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

  test('what is typed is sent after a pause, once, and given up with the form', async () => {
    const { store, sent, storage } = bench(saves);
    store.type('system.name', 'LIS');
    await vi.advanceTimersByTimeAsync(799);
    expect(sent).toEqual([]);
    store.type('system.name', 'LIS 2');
    await vi.advanceTimersByTimeAsync(799);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ system: { name: 'LIS 2' } }]);
    store.leave('system.name');
    await store.flush();
    expect(sent).toHaveLength(1);
    store.type('system.name', 'LIS 3');
    store.forget();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
    expect(storage.all.size).toBe(0);
  });

  test('a field that is left is written properly; what is put twice while it waits is sent once', async () => {
    const { store, sent } = bench(() => ({ kind: 'unreachable' }));
    store.type('manager.cpf', '52998224725');
    store.leave('manager.cpf');
    expect(store.state().values['manager.cpf']).toBe('529.982.247-25');
    store.leave('manager.cpf');
    store.leave('manager.name');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([{ manager: { cpf: '52998224725' } }]);
  });

  test('what became wrong before its turn came is not sent', async () => {
    let answer: (answer: SaveAnswer) => void = () => {};
    const sent: object[] = [];
    const store = createFormStore({
      draft,
      keep: openKeptDraft<Record<string, unknown>>(memory(), 'ana', draft.id),
      send: (_version, patch) => {
        sent.push(patch);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      pause: () => new Promise(() => {}),
    });
    store.choose('origin', 'OTHER');
    store.choose('manager.email', 'ana@example.org');
    store.choose('manager.email', 'ana@');
    answer({ kind: 'saved', version: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([{ origin: 'OTHER' }]);
    expect(store.state().unsaved).toEqual(['manager.email']);
  });

  test('what was typed on while it was on its way stays to be saved', async () => {
    const storage = memory();
    const { store, sent } = bench(saves, storage);
    store.choose('manager.email', 'ana@example.org');
    store.type('manager.email', 'ana@example.org.br');
    await vi.advanceTimersByTimeAsync(0);
    expect(storage.all.size).toBe(1);
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual([{ manager: { email: 'ana@example.org' } }, { manager: { email: 'ana@example.org.br' } }]);
    expect(storage.all.size).toBe(0);
  });

  test('of what was kept in the tab by an older form, what has another shape is left out', () => {
    const storage = memory();
    const kept = openKeptDraft<Record<string, unknown>>(storage, 'ana', draft.id);
    const establishment = { ...bench(saves).store.state().values.establishment, code: '2337991', name: 'LAB' };
    const { uf: _, ...without } = establishment;
    const opened = (values: Record<string, unknown>) => {
      kept.write(values);
      return bench(saves, storage).store.state().values;
    };
    const empty = bench(saves).store.state().values;
    for (const values of [
      { 'system.ipRanges': 'um', 'manager.cpf': 5, establishment: null, acceptedTerms: 'sim', unknown: 'x' },
      { 'system.ipRanges': ['1', 2], 'manager.cpf': null, establishment: 'LAB', acceptedTerms: null },
      { 'system.ipRanges': null, 'manager.cpf': ['x'], establishment: without, acceptedTerms: 1 },
    ]) {
      expect(opened(values)).toEqual(empty);
    }
    expect(opened({ 'system.ipRanges': ['1'], 'manager.cpf': '5', establishment, acceptedTerms: true })).toMatchObject({
      'system.ipRanges': ['1'],
      'manager.cpf': '5',
      establishment,
      acceptedTerms: true,
    });
    // What of it is wrong is told at once.
    expect(bench(saves, storage).store.state().unsaved).toEqual(['manager.cpf', 'system.ipRanges']);
  });

  test('a fault at the CNPJ of an establishment is one of its code, where that is what it is told by', () => {
    const { store } = bench(saves);
    const fault = { at: 'cnpj', message: 'Não confere.' };
    store.tell('establishment', [fault, { at: 'uf', message: 'Falta.' }]);
    expect(store.state().faults.establishment?.map(({ at }) => at)).toEqual(['cnpj', 'uf']);
    store.type('establishment', { ...store.state().values.establishment, by: 'cnpj', code: '11222333000181' });
    store.tell('establishment', [fault, { at: 'uf', message: 'Falta.' }]);
    expect(store.state().faults.establishment?.map(({ at }) => at)).toEqual(['', 'uf']);
    store.tell('manager.name', [fault]);
    expect(store.state().faults['manager.name']).toEqual([fault]);
  });

  test('a refusal is told at the whole field where it names no row, and stays until the value changes', async () => {
    const { store, sent } = bench((version, patch) =>
      'system' in patch
        ? { kind: 'refused', version, problems: [{ message: 'Demais.', path: ['system', 'ipRanges'] }] }
        : { kind: 'refused', version, problems: [{ message: 'É de outra pessoa.', path: ['manager', 'email', '0'] }] },
    );
    store.choose('system.ipRanges', ['', '200.130.0.5']);
    await store.flush();
    expect(store.state().faults['system.ipRanges']).toEqual([{ at: '', message: 'Demais.' }]);
    store.choose('manager.email', 'ana@example.org');
    await store.flush();
    const refused = [{ at: '0', message: 'É de outra pessoa.' }];
    expect(store.state().faults['manager.email']).toEqual(refused);
    store.leave('manager.email');
    expect(store.state().faults['manager.email']).toEqual(refused);
    expect(store.state().unsaved).toEqual(['manager.email', 'system.ipRanges']);
    store.type('manager.email', 'ana@example.or');
    expect(store.state().faults['manager.email']).toEqual([]);
    store.choose('manager.email', 'ana@example.org');
    await store.flush();
    expect(sent).toHaveLength(3);
  });

  test('tells who listens of each change, and nobody who stopped', () => {
    const { store } = bench(saves);
    let heard = 0;
    const stop = store.subscribe(() => {
      heard += 1;
    });
    const seen = store.state();
    store.type('system.name', 'LIS');
    expect(heard).toBeGreaterThan(0);
    expect(store.state()).not.toBe(seen);
    stop();
    const before = heard;
    store.type('system.name', 'LIS 2');
    expect(heard).toBe(before);
  });

  test('goes on from the version that another tab saved, and forgets what was wrong with what it took over', async () => {
    const { store, sent } = bench(saves);
    const manager = { name: 'Ana Souza', cpf: null, email: 'de-la@example.org', phone: null };
    store.tell('manager.email', [{ at: '', message: 'Informe.' }]);
    store.adopt({ ...draft, version: 9, manager });
    expect(store.version()).toBe(9);
    expect(store.state()).toMatchObject({ takenOver: ['manager.email'], faults: { 'manager.email': [] } });
    store.adopt({ ...draft, version: 10, manager: { ...manager, email: 'outro@example.org' } });
    expect(store.state().takenOver).toEqual(['manager.email']);
    // What says the same is no conflict, however it is written.
    store.type('manager.cpf', '52998224725');
    store.adopt({ ...draft, version: 11, manager: { ...manager, email: 'outro@example.org', cpf: '52998224725' } });
    expect(store.state()).toMatchObject({ conflicts: {}, takenOver: ['manager.email'] });
    expect(sent).toEqual([]);
  });

  test('of a conflict, what was there is sent once it is taken, and told to be right', async () => {
    const { store, sent } = bench(saves);
    const manager = { name: 'Ana Souza', cpf: null, email: 'de-la@example.org', phone: null };
    store.type('manager.email', 'daqui@');
    store.leave('manager.email');
    store.adopt({ ...draft, version: 9, manager });
    expect(store.state().conflicts).toEqual({ 'manager.email': 'de-la@example.org' });
    store.resolve('manager.email', 'theirs');
    expect(store.state()).toMatchObject({ conflicts: {}, faults: { 'manager.email': [] }, unsaved: [] });
    await store.flush();
    expect(sent).toEqual([{ manager: { email: 'de-la@example.org' } }]);
    expect(store.version()).toBe(10);
  });

  test('at Avançar what was typed is saved, and what is right of it is not told', async () => {
    const { store, sent } = bench(saves);
    store.type('manager.email', 'ana@example.org');
    expect(store.check(['manager.email', 'childEstablishments'], () => false)).toEqual({});
    await store.flush();
    expect(sent).toEqual([{ manager: { email: 'ana@example.org' } }]);
    const faults = store.check(['manager.cpf'], () => false);
    expect(faults).toEqual({ 'manager.cpf': [{ at: '', message: 'Informe o CPF do gestor responsável.' }] });
    expect(store.state().faults).toMatchObject(faults);
  });
});
