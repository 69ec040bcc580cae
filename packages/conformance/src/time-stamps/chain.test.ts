import { type AuthorityOptions, createIntermediate, createRoot } from '@portal/certificates';
import { describe, expect, test } from 'vitest';
import { leadsTo } from './chain.ts';
import { certificatesIn } from './stamp.ts';

const at = new Date();
const key = 'EC-256';
const root = await createRoot({ key });
const one = ({ pem }: { pem: string }) => {
  const [certificate] = certificatesIn(pem);
  if (!certificate) throw new Error('there is no certificate');
  return certificate;
};

describe('a certificate', () => {
  test('that is named itself is trusted, whoever issued it', async () => {
    const leaf = one(await createIntermediate(root, { key }));
    expect(await leadsTo({ given: [leaf], sent: [], at }, leaf)).toBe(true);
  });

  test('leads to what issued it, by those between that came along, and to no other', async () => {
    const upper = await createIntermediate(root, { key, name: 'CN=Upper' });
    const lower = await createIntermediate(upper, { key, name: 'CN=Lower' });
    const leaf = one(await createIntermediate(lower, { key, name: 'CN=Leaf' }));
    const sent = [one(lower), one(upper)];
    expect(await leadsTo({ given: [one(root)], sent, at }, leaf)).toBe(true);
    expect(await leadsTo({ given: [one(upper)], sent, at }, leaf)).toBe(true);
    expect(await leadsTo({ given: [one(root)], sent: [one(upper)], at }, leaf)).toBe(false);
    // Another of the same name.
    expect(await leadsTo({ given: [one(await createRoot({ key }))], sent, at }, leaf)).toBe(false);
    const later = new Date(at.getTime() + 6 * 365 * 86_400_000);
    expect(await leadsTo({ given: [one(root)], sent, at: later }, leaf)).toBe(false);
  });

  test.each([
    ['that issued one another', false],
    ['of which one is issued by the root as well', true],
  ])('below authorities %s: %s', async (_what, joined) => {
    const first = await createRoot({ key, name: 'CN=First' });
    const second = await createIntermediate(first, { key, name: 'CN=Second' });
    const named = { key, name: 'CN=First', keys: first.keys } as const;
    const sent = [one(second), one(await createIntermediate(second, named))];
    if (joined) sent.push(one(await createIntermediate(root, named)));
    const leaf = one(await createIntermediate(second, { key, name: 'CN=Leaf' }));
    expect(await leadsTo({ given: [one(root)], sent, at }, leaf)).toBe(joined);
  });

  test.each<[what: string, options: AuthorityOptions, trusted: boolean]>([
    ['one authority below it, and may', { mostBelow: 1 }, true],
    ['one authority below it, and may have none', { mostBelow: 0 }, false],
  ])('of a root that has %s', async (_what, options, trusted) => {
    const narrow = await createRoot({ key, name: 'CN=Narrow', ...options });
    const between = await createIntermediate(narrow, { key, name: 'CN=Between' });
    const leaf = one(await createIntermediate(between, { key, name: 'CN=Leaf' }));
    expect(await leadsTo({ given: [one(narrow)], sent: [one(between)], at }, leaf)).toBe(trusted);
  });

  test('with more than six above it leads nowhere', async () => {
    let above = root;
    const sent = [];
    for (let depth = 1; depth <= 6; depth += 1) {
      above = await createIntermediate(above, { key, name: `CN=Depth ${depth}` });
      sent.push(one(above));
    }
    const given = [one(root)];
    expect(await leadsTo({ given, sent, at }, one(above))).toBe(true);
    const leaf = one(await createIntermediate(above, { key, name: 'CN=Leaf' }));
    expect(await leadsTo({ given, sent, at }, leaf)).toBe(false);
  });
});
