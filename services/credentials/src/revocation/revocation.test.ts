import {
  createIntermediate,
  createRoot,
  issueECnpj,
  issuePlain,
  type RevocationServer,
  startRevocationServer,
} from '@portal/certificates';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAuthorities } from '../certificates/chain.ts';
import { createAuthorityClient } from './ask-authority.ts';
import { createRevocationChecker } from './revocation.ts';

const root = await createRoot({ key: 'EC-256' });
const between = await createIntermediate(root, { key: 'EC-256' });
const stranger = await createRoot({ key: 'EC-256' });
const server: RevocationServer = await startRevocationServer(() => between);
const client = createAuthorityClient({ allowPrivate: true });
const { act } = server;
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  server.act = { ...act };
  server.asked.length = 0;
});

const DAY_MS = 86_400_000;
const revokedAt = new Date('2026-11-20T12:00:00Z');
const issue = (revocation: { ocsp?: string; crl?: string } = server.places) =>
  issueECnpj({ authority: between, companyName: 'LAB', cnpj: '11222333000181', key: 'EC-256', revocation });
async function revoked(revocation = server.places) {
  const certificate = await issue(revocation);
  server.revoke(certificate, revokedAt);
  return certificate;
}

/** With nothing remembered; it trusts the root, and knows the authority between as well. */
function checker(now: () => Date = () => new Date(), by = client) {
  return createRevocationChecker({ authorities: readAuthorities(root.pem + between.pem), client: by, now });
}

const { ocsp, crl } = server.places;
/** Of the authority between nothing is told anywhere, so that a clean chain is of the certificate alone. */
const UNKNOWN = { state: 'UNKNOWN' };
const REVOKED = { state: 'REVOKED', at: revokedAt };

describe('a revoked certificate', () => {
  test.each([
    ['the responder', { ocsp }, 'ocsp'],
    ['the list', { crl }, 'crl'],
  ] as const)('is found by %s alone', async (_way, places, asked) => {
    const { pem } = await revoked(places as { ocsp: string; crl: string });
    expect(await checker().check(pem, 'ocsp')).toEqual(REVOKED);
    expect(server.asked).toEqual([asked]);
  });

  test('is told by whom its authority lets answer, and by nobody else that it issued a certificate for', async () => {
    const certificate = await revoked({ ocsp } as typeof server.places);
    const holder = { authority: between, commonName: 'Respondedor', key: 'EC-256' } as const;
    const responder = await issuePlain({ ...holder, purposes: ['1.3.6.1.5.5.7.3.9'] });
    const client = await issuePlain(holder);
    const answersBy = (signer: typeof responder) => {
      server.act.ocsp = async (question, response) => void response.end(await server.ocspAnswer(question, signer));
    };
    answersBy(responder);
    expect(await checker().check(certificate.pem, 'ocsp')).toEqual(REVOKED);
    answersBy(client);
    expect(await checker().check(certificate.pem, 'ocsp')).toEqual(UNKNOWN);
  });

  test('is asked for where it is told to ask first, and elsewhere only when nothing is said there', async () => {
    const { pem } = await revoked();
    expect(await checker().check(pem, 'crl')).toEqual(REVOKED);
    expect(server.asked).toEqual(['crl']);
    server.act.ocsp = (_question, response) => response.writeHead(500).end();
    expect(await checker().check(pem, 'ocsp')).toEqual(REVOKED);
    expect(server.asked).toEqual(['crl', 'ocsp', 'crl']);
  });
});

test('a revoked certificate is found in a list of many, none of which is an object of its own', async () => {
  await using own = await startRevocationServer(() => between);
  const certificate = await issue({ crl: own.places.crl });
  for (let number = 0; number < 400; number++) {
    const other = { certificate: { serialNumber: (0x10_00 + number).toString(16) } } as typeof certificate;
    own.revoke(other, new Date('2026-01-02T03:04:05Z'));
  }
  expect((await checker().check(certificate.pem, 'crl')).state).toBe('UNKNOWN');
  own.revoke(certificate, revokedAt);
  expect(await checker().check(certificate.pem, 'crl')).toEqual(REVOKED);
});

test('an authority that is silent leaves time for the next while somebody waits, and what it says late is remembered', async () => {
  const { pem } = await revoked();
  const { promise: late, resolve: speak } = Promise.withResolvers<void>();
  server.act.ocsp = async (question, response) => {
    await late;
    response.end(await server.ocspAnswer(question));
  };
  const one = checker();
  expect(await one.check(pem, 'ocsp')).toEqual(REVOKED);
  expect(server.asked).toEqual(['ocsp', 'crl']);
  speak();
  expect(await one.check(pem, 'ocsp')).toEqual(REVOKED);
  expect(server.asked).toEqual(['ocsp', 'crl']);
});

test.each([
  ['crl', REVOKED],
  ['ocsp', UNKNOWN],
] as const)(
  'a slow list, where %s is asked first, has its whole time only while nobody waits',
  async (first, found) => {
    const { pem } = await revoked({ crl } as typeof server.places);
    const times: AbortController[] = [];
    using _timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const over = new AbortController();
      times.push(over);
      return over.signal;
    });
    server.act.crl = async (_question, response) => {
      // Every other time is over; that of the list itself began last.
      for (const time of times.slice(0, -1)) time.abort();
      response.end(await server.list());
    };
    expect(await checker().check(pem, first)).toEqual(found);
  },
);

test('one that was not revoked is good as far as its own authority goes, and unknown while one above says nothing', async () => {
  await using own = await startRevocationServer(() => root);
  const ofRoot = await issueECnpj({
    authority: root,
    companyName: 'LAB',
    cnpj: '11222333000181',
    key: 'EC-256',
    revocation: own.places,
  });
  expect(await checker().check(ofRoot.pem, 'ocsp')).toEqual({ state: 'GOOD' });
  expect(await checker().check(ofRoot.pem, 'crl')).toEqual({ state: 'GOOD' });
  expect(await checker().check((await issue()).pem, 'ocsp')).toEqual(UNKNOWN);
});

test('one whose chain leads to no root is unknown, and nobody is asked', async () => {
  const { pem } = await issueECnpj({
    authority: stranger,
    companyName: 'LAB',
    cnpj: '11222333000181',
    key: 'EC-256',
    revocation: server.places,
  });
  expect(await checker().check(pem, 'crl')).toEqual(UNKNOWN);
  expect(server.asked).toEqual([]);
});

test('what was said is remembered until its own end, and not a moment longer', async () => {
  let now = new Date();
  const one = checker(() => now);
  const { pem } = await issue();
  const other = await issue();
  await one.check(pem, 'crl');
  await Promise.all([one.check(other.pem, 'crl'), one.check(pem, 'crl')]);
  expect(server.asked).toEqual(['crl']);
  server.revoke(other, revokedAt);
  expect((await one.check(other.pem, 'crl')).state).toBe('UNKNOWN');
  now = new Date(now.getTime() + DAY_MS + 3_600_000);
  server.act.crl = async (_question, response) =>
    void response.end(await server.list({ until: new Date(now.getTime() + DAY_MS) }));
  expect(await one.check(other.pem, 'crl')).toEqual(REVOKED);
});

describe('nothing is believed', () => {
  test.each<[string, () => void]>([
    [
      'that another signed',
      () => {
        server.act.ocsp = async (question, response) => void response.end(await server.ocspAnswer(question, stranger));
        server.act.crl = async (_question, response) => void response.end(await server.list({ signer: stranger }));
      },
    ],
    [
      'that is over, or of another question',
      () => {
        server.act.crl = async (_question, response) =>
          void response.end(
            await server.list({ from: new Date(Date.now() - 3 * DAY_MS), until: new Date(Date.now() - DAY_MS) }),
          );
        let first: Buffer | undefined;
        server.act.ocsp = async (_question, response) => {
          first ??= await server.ocspAnswer(await otherQuestion());
          response.end(first);
        };
      },
    ],
    [
      'that is no answer',
      () => {
        server.act.ocsp = (_question, response) => response.end('<html>');
        server.act.crl = (_question, response) => response.end('<html>');
      },
    ],
    [
      'that does not end',
      () => {
        const endless: typeof act.ocsp = (_question, response) => {
          for (let index = 0; index < 120; index++) response.write('x'.repeat(65_536));
          response.end();
        };
        server.act.ocsp = endless;
        server.act.crl = endless;
      },
    ],
    [
      'that leads elsewhere',
      () => {
        const elsewhere: typeof act.ocsp = (_question, response) =>
          response.writeHead(302, { location: server.places.crl }).end();
        server.act.ocsp = elsewhere;
        server.act.crl = elsewhere;
      },
    ],
  ])('%s', async (_what, arrange) => {
    const { pem } = await revoked();
    arrange();
    expect(await checker().check(pem, 'ocsp')).toEqual(UNKNOWN);
    expect(server.asked).toEqual(['ocsp', 'crl']);
  });

  test('and nobody is asked at an address that is not public', async () => {
    const { pem } = await revoked();
    await using strict = createAuthorityClient({ allowPrivate: false });
    expect(await checker(undefined, strict).check(pem, 'ocsp')).toEqual(UNKNOWN);
    const byName = await revoked({ ocsp: ocsp.replace('127.0.0.1', 'localhost'), crl });
    expect(await checker(undefined, strict).check(byName.pem, 'ocsp')).toEqual(UNKNOWN);
    expect(server.asked).toEqual([]);
  });
});

/** A question that is asked of another certificate. */
async function otherQuestion(): Promise<Buffer> {
  const { pem } = await issue();
  return new Promise((resolve, reject) => {
    const catching = {
      ...client,
      ask: async ({ question }: { question?: Uint8Array }) => {
        if (question) resolve(Buffer.from(question));
        throw new Error('caught');
      },
    };
    checker(undefined, catching).check(pem, 'ocsp').catch(reject);
  });
}
