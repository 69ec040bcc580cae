import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { X509CrlGenerator, X509CrlReason } from '@peculiar/x509';
import type { Authority } from './authority.ts';
import type { IssuedCertificate } from './issue.ts';
import { algorithmOf, privateKeyPem } from './key.ts';

const run = promisify(execFile);
const HOUR_MS = 3_600_000;

/**
 * Where an authority tells which certificates it revoked, behind HTTP on this machine: its list (CRL), and OpenSSL's own
 * responder (OCSP). It needs the program `openssl`.
 */
export interface RevocationServer extends AsyncDisposable {
  /** What certificates are issued with, so that they lead here. */
  places: { ocsp: string; crl: string };
  /** What was asked for, the newest last. */
  asked: ('ocsp' | 'crl')[];
  /** From now on it tells this certificate as revoked at that moment. */
  revoke(certificate: IssuedCertificate, at: Date): void;
  /** What it answers; it does as an authority does unless told otherwise. */
  act: { ocsp: Answer; crl: Answer };
  /** An answer of its responder to a question, by another authority's key where one is given. */
  ocspAnswer(question: Uint8Array, signer?: Signer): Promise<Buffer>;
  /** Its list, good for that long. */
  list(options?: { signer?: Authority; until?: Date; from?: Date }): Promise<Buffer>;
}

/** Whose key signs: an authority's, or that of a certificate which it issued for this. */
type Signer = Pick<Authority, 'pem' | 'keys'>;

type Answer = (question: Buffer, response: ServerResponse) => unknown;

/** Starts one for an authority, which need not be there before the address is. */
export async function startRevocationServer(authorityOf: () => Authority): Promise<RevocationServer> {
  const folder = await mkdtemp(join(tmpdir(), 'revocation-'));
  const revoked = new Map<string, { certificate: IssuedCertificate; at: Date }>();
  let made = 0;

  async function ocspAnswer(question: Uint8Array, signer: Signer = authorityOf()): Promise<Buffer> {
    const named = (end: string) => `${made}.${end}`;
    made += 1;
    const files = {
      [named('index')]: [...revoked.values()].map(lineOf).join(''),
      [named('ca')]: authorityOf().pem,
      [named('signer')]: signer.pem,
      [named('key')]: await privateKeyPem(signer),
      [named('question')]: question,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const by = ['-index', named('index'), '-CA', named('ca'), '-rsigner', named('signer'), '-rkey', named('key')];
    const asked = ['-reqin', named('question'), '-respout', named('answer'), '-ndays', '1'];
    await run('openssl', ['ocsp', ...by, ...asked], { cwd: folder });
    return readFile(join(folder, named('answer')));
  }

  async function list({ signer = authorityOf(), until, from }: Parameters<RevocationServer['list']>[0] = {}) {
    const crl = await X509CrlGenerator.create({
      issuer: authorityOf().certificate.subject,
      thisUpdate: from ?? new Date(Date.now() - HOUR_MS),
      nextUpdate: until ?? new Date(Date.now() + 24 * HOUR_MS),
      signingKey: signer.keys.privateKey,
      signingAlgorithm: algorithmOf(signer.keyKind),
      entries: [...revoked.values()].map(({ certificate, at }) => ({
        serialNumber: certificate.certificate.serialNumber,
        revocationDate: at,
        reason: X509CrlReason.keyCompromise,
      })),
    });
    return Buffer.from(crl.rawData);
  }

  const server = createServer(async (request, response) => {
    const kind = request.url === '/ocsp' ? 'ocsp' : 'crl';
    const question = await buffer(request);
    told.asked.push(kind);
    await told.act[kind](question, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: RevocationServer = {
    places: { ocsp: `${origin}/ocsp`, crl: `${origin}/ac.crl` },
    asked: [],
    revoke: (certificate, at) => void revoked.set(certificate.certificate.serialNumber, { certificate, at }),
    act: {
      ocsp: async (question, response) => void response.end(await ocspAnswer(question)),
      crl: async (_question, response) => void response.end(await list()),
    },
    ocspAnswer,
    list,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
  return told;
}

/** A revoked certificate in OpenSSL's own list of them. */
function lineOf({ certificate: { certificate }, at }: { certificate: IssuedCertificate; at: Date }): string {
  const time = (date: Date) => `${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`;
  const serial = certificate.serialNumber.toUpperCase();
  return `R\t${time(certificate.notAfter)}\t${time(at)}\t${serial}\tunknown\t/CN=${serial}\n`;
}
