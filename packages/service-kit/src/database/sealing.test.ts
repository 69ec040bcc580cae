import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotOpened, Sealing } from './sealing.ts';

const key = { d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' };
const sealing = new Sealing(key, 'portal-de-servicos:test');

test('what was sealed is opened by the same key and purpose', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const sealed = await sealing.seal(text);
      expect(await new Sealing(key, 'portal-de-servicos:test').unseal(sealed)).toBe(text);
    }),
  );
});

test('it shows nothing of the text, and is another each time', async () => {
  const [one, other] = [await sealing.seal('whsec_segredo'), await sealing.seal('whsec_segredo')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.split('.').join(''), 'base64url').toString('latin1')).not.toContain('segredo');
});

test.each([
  [
    'another key',
    new Sealing({ d: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb' }, 'portal-de-servicos:test'),
  ],
  ['another purpose', new Sealing(key, 'portal-de-servicos:other')],
])('%s has another name and opens nothing', async (_which, other) => {
  expect(other.sealedBy).not.toBe(sealing.sealedBy);
  await expect(other.unseal(await sealing.seal('whsec_segredo'))).rejects.toThrow(NotOpened);
});

test('what was changed is not opened', async () => {
  const sealed = await sealing.seal('whsec_segredo');
  const parts = sealed.split('.');
  const flipped = (part: string) => `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`;
  for (const index of [2, 3, 4]) {
    const changed = parts.map((part, at) => (at === index ? flipped(part) : part)).join('.');
    await expect(sealing.unseal(changed)).rejects.toThrow(NotOpened);
  }
  for (const text of ['', 'whsec_segredo', 'a.b.c.d.e']) {
    await expect(sealing.unseal(text)).rejects.toThrow(NotOpened);
  }
});
