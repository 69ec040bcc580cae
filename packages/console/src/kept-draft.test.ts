import { describe, expect, it } from 'vitest';
import { forgetOthers, openKeptDraft, type TabStorage } from './kept-draft.ts';

interface Note {
  text: string;
}

/** A tab's storage. */
function tab(): TabStorage & { readonly all: Map<string, string> } {
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

describe('a kept draft', () => {
  it('is there again for whoever wrote it', () => {
    const storage = tab();
    openKeptDraft<Note>(storage, 'clara', 'decisao.1').write({ text: 'Falta o laudo' });
    expect(openKeptDraft<Note>(storage, 'clara', 'decisao.1').read()).toEqual({ text: 'Falta o laudo' });
    expect(openKeptDraft<Note>(storage, 'clara', 'decisao.2').read()).toEqual({});
    openKeptDraft<Note>(storage, 'clara', 'decisao.1').write(null);
    expect(storage.all.size).toBe(0);
  });

  it('is never shown to another person, and gone once they are here', () => {
    const storage = tab();
    storage.setItem('of-somebody-else', 'stays');
    openKeptDraft<Note>(storage, 'clara', 'decisao.1').write({ text: 'Falta o laudo' });
    expect(openKeptDraft<Note>(storage, 'davi', 'decisao.1').read()).toEqual({});
    forgetOthers(storage, 'clara');
    expect(openKeptDraft<Note>(storage, 'clara', 'decisao.1').read()).toEqual({ text: 'Falta o laudo' });
    forgetOthers(storage, 'davi');
    expect([...storage.all.keys()]).toEqual(['of-somebody-else']);
  });

  it('is nothing where what is stored is none, and loses nothing else where nothing can be stored', () => {
    const storage = tab();
    for (const text of ['', '{', 'null', '[]', '{"person":1,"values":{}}', '{"person":"clara","values":"x"}']) {
      storage.setItem('portal.rascunho.decisao.1', text);
      expect(openKeptDraft<Note>(storage, 'clara', 'decisao.1').read()).toEqual({});
    }
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(() => openKeptDraft<Note>(storage, 'clara', 'decisao.1').write({ text: 'x' })).not.toThrow();
  });
});
