import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { hashAll as hashAllInBrowser } from './in-browser.ts';
import { digestOf, hashAll, linkOf } from './link.ts';
import { BEFORE_ALL, type RecordedAct } from './record.ts';
import { type ChainFault, ChainVerifier, type KeptLink } from './verify-chain.ts';

const record = (act: string, detail: Record<string, unknown> = {}): RecordedAct => ({
  id: randomUUID(),
  at: new Date('2026-11-29T12:00:00.123Z'),
  actorId: randomUUID(),
  act,
  subject: 'ACCESS_REQUEST',
  subjectId: randomUUID(),
  traceId: '0'.repeat(32),
  detail,
});

function chainOf(records: RecordedAct[]): KeptLink[] {
  let before = BEFORE_ALL;
  return records.map((one, index) => {
    const digest = digestOf(one);
    before = linkOf(before, digest);
    return { place: index + 1, recordId: one.id, digest, link: before, record: one };
  });
}

/** As Node and as a browser find them, in pages of two and all at once: they are the same. */
async function faultsOf(links: KeptLink[], checkpoints: Checkpoint[] = []): Promise<ChainFault[]> {
  const inNode = new ChainVerifier(hashAll, checkpoints);
  const inBrowser = new ChainVerifier(hashAllInBrowser, checkpoints);
  const found: ChainFault[] = [];
  for (let from = 0; from < links.length; from += 2) found.push(...(await inNode.next(links.slice(from, from + 2))));
  found.push(...inNode.end());
  const order = ({ place, kind }: ChainFault) => `${place} ${kind}`;
  const others = [...(await inBrowser.next(links)), ...inBrowser.end()];
  expect(others.map(order).toSorted()).toEqual(found.map(order).toSorted());
  return found;
}

const checkpointAt = (links: KeptLink[], place: number): Checkpoint => ({
  chain: 'credentials',
  place,
  link: links[place - 1]?.link ?? '',
  at: '2026-11-29T12:00:00.000Z',
});

const details = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<unknown>, { noNullPrototype: true });
const records = fc.array(
  details.map((detail) => record('SUBMIT', detail)),
  { minLength: 3, maxLength: 12 },
);

describe('a chain', () => {
  test('that nobody touched holds, however its details are ordered', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (made) => {
        const links = chainOf(made);
        const turned = links.map((one) => ({
          ...one,
          record: one.record && {
            ...one.record,
            detail: Object.fromEntries(Object.entries(one.record.detail).reverse()),
          },
        }));
        expect(await faultsOf(turned, [checkpointAt(links, links.length)])).toEqual([]);
      }),
    );
  });

  test('names the one record that was altered, whatever of it was', async () => {
    const changes: ((one: RecordedAct) => Partial<RecordedAct>)[] = [
      ({ at }) => ({ at: new Date(at.getTime() + 1) }),
      () => ({ actorId: null }),
      ({ act }) => ({ act: `${act} ` }),
      () => ({ subject: 'CREDENTIAL' }),
      () => ({ subjectId: randomUUID() }),
      () => ({ traceId: '' }),
      ({ detail }) => ({ detail: { ...detail, more: null } }),
      () => ({ id: randomUUID() }),
    ];
    await fc.assert(
      fc.asyncProperty(records, fc.nat(), fc.constantFrom(...changes), async (made, seed, change) => {
        const links = chainOf(made);
        const at = seed % links.length;
        const touched = links.map((one, index) =>
          index === at && one.record ? { ...one, record: { ...one.record, ...change(one.record) } } : one,
        );
        expect(await faultsOf(touched)).toEqual([{ kind: 'ALTERED', place: at + 1, recordId: links[at]?.recordId }]);
      }),
    );
  });

  test('names a record that is gone, a link that is gone, and the end that was cut off', async () => {
    const links = chainOf(['CREATE', 'SUBMIT', 'CLAIM', 'APPROVE'].map((act) => record(act)));
    const withoutRecord = links.map((one, index) => (index === 1 ? { ...one, record: null } : one));
    expect(await faultsOf(withoutRecord)).toEqual([{ kind: 'MISSING', place: 2, recordId: links[1]?.recordId }]);
    expect(await faultsOf(links.filter((_, index) => index !== 1))).toEqual([
      { kind: 'MISSING', place: 2, recordId: null },
    ]);
    expect(await faultsOf(links.slice(0, 2), [checkpointAt(links, 4)])).toEqual([
      { kind: 'MISSING', place: 4, recordId: null },
    ]);
  });

  test('notices two records that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.nat(), fc.nat(), async (made, some, other) => {
        const links = chainOf(made);
        const [first, second] = [some % links.length, other % links.length];
        fc.pre(first !== second);
        const swapped = links.with(first, moved(links, first, second)).with(second, moved(links, second, first));
        const kinds = new Set((await faultsOf(swapped)).map(({ kind }) => kind));
        expect(kinds).toEqual(new Set(['REORDERED']));
      }),
    );
  });

  test('that was written anew from some place on holds in itself, and not against what was signed', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.nat(), async (made, seed) => {
        const at = seed % made.length;
        const signed = chainOf(made);
        const anew = chainOf(made.with(at, record('FORGED')));
        expect(await faultsOf(anew)).toEqual([]);
        const faults = await faultsOf(anew, [checkpointAt(signed, signed.length)]);
        expect(faults).toEqual([{ kind: 'REWRITTEN', place: signed.length, recordId: anew.at(-1)?.recordId }]);
      }),
    );
  });

  test('notices whatever is put in, wherever, with whatever place and link', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.nat(),
        fc.integer({ min: -2, max: 20 }),
        fc.boolean(),
        async (made, seed, place, borrowed) => {
          const links = chainOf(made);
          const at = seed % (links.length + 1);
          const put = record('FORGED');
          const digest = digestOf(put);
          const link = borrowed ? (links[Math.max(0, at - 1)]?.link ?? BEFORE_ALL) : linkOf(BEFORE_ALL, digest);
          const forged: KeptLink = { place, recordId: put.id, digest, link, record: put };
          expect(await faultsOf(links.toSpliced(at, 0, forged), [checkpointAt(links, links.length)])).not.toEqual([]);
        },
      ),
    );
  });

  test('tells a great gap in one', async () => {
    const [link] = chainOf([record('SUBMIT')]) as [KeptLink];
    const place = Number.MAX_SAFE_INTEGER;
    expect(await faultsOf([{ ...link, place }])).toEqual([
      { kind: 'MISSING', place: 1, until: place - 1, recordId: null },
    ]);
    expect((await faultsOf([{ ...link, place: Number.NaN }])).map(({ kind }) => kind)).toEqual(['REORDERED']);
  });
});

/** The record of another place, with a link that says it has always been there. */
function moved(links: KeptLink[], to: number, from: number): KeptLink {
  const { place, link } = links[to] as KeptLink;
  const { recordId, digest, record: held } = links[from] as KeptLink;
  return { place, link, recordId, digest, record: held };
}

test('a digest is the one that RFC 8785 and SHA-256 give', () => {
  const one: RecordedAct = {
    id: '01a2293a-cba6-700b-8e76-9fe797da54ac',
    at: new Date('2026-11-29T21:34:08.788Z'),
    actorId: null,
    act: 'SUBMIT',
    subject: 'ACCESS_REQUEST',
    subjectId: '01a2293a-cb56-7f66-bbbc-ac0acd24a792',
    traceId: '9b90570884164d98917ca4a9a5bdb941',
    detail: { to: 'SUBMITTED', from: 'DRAFT' },
  };
  // printf '%s' '{"act":"SUBMIT","actorId":null,…}' | sha256sum
  expect(digestOf(one)).toBe('d7f2339bd0b3d7996e5f7ec8aee366da912d618c70cb4a9be3b026e1df70f3c3');
  expect(linkOf(BEFORE_ALL, 'ff'.repeat(32))).toBe('bba91ca85dc914b2ec3efb9e16e7267bf9193b14350d20fba8a8b406730ae30a');
});

describe('a checkpoint', () => {
  const said: Checkpoint = { chain: 'credentials', place: 7, link: 'ab'.repeat(32), at: '2026-11-29T12:00:00.000Z' };

  test('is read as it was signed, and by the key of its chain alone', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const stranger = await generateKeyPair('EdDSA');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'credentials', alg: 'EdDSA' }] };
    expect(await readCheckpoint(await signCheckpoint(said, privateKey), keys)).toEqual(said);
    await expect(readCheckpoint(await signCheckpoint(said, stranger.privateKey), keys)).rejects.toThrow();
    const ofAnother = await signCheckpoint({ ...said, chain: 'homologation' }, privateKey);
    await expect(readCheckpoint(ofAnother, keys)).rejects.toThrow();
    const [head, , signature] = (await signCheckpoint(said, privateKey)).split('.');
    const changed = Buffer.from(JSON.stringify({ ...said, place: 8 })).toString('base64url');
    await expect(readCheckpoint(`${head}.${changed}.${signature}`, keys)).rejects.toThrow();
  });

  test('is read by the key that a replaced one was, whatever both are called', async () => {
    const [old, current] = await Promise.all([1, 2].map(() => generateKeyPair('EdDSA', { extractable: true })));
    if (!old || !current) throw new Error('no keys');
    const jwk = async (key: typeof old.publicKey) => ({ ...(await exportJWK(key)), kid: 'credentials', alg: 'EdDSA' });
    const keys = { keys: [await jwk(current.publicKey), await jwk(old.publicKey)] };
    for (const { privateKey } of [old, current]) {
      expect(await readCheckpoint(await signCheckpoint(said, privateKey), keys)).toEqual(said);
    }
  });

  test('is no token of the service, though the same key signs', async () => {
    const { CompactSign } = await import('jose');
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'credentials', alg: 'EdDSA' }] };
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'credentials' })
      .sign(privateKey);
    await expect(readCheckpoint(token, keys)).rejects.toThrow('no checkpoint');
  });
});
