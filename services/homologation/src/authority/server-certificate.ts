import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Authority } from './authority.ts';
import { signCertificate } from './sign-certificate.ts';

/** The names and addresses that the hosts are called by: on the machine itself, and from outside. */
export function hostNames(...urls: string[]): [string, ...string[]] {
  const [first = LOCAL, ...others] = urls.map((url) => new URL(url).hostname);
  return [...new Set([first, ...others, LOCAL, '127.0.0.1', '127.0.0.2', '127.0.0.3'])] as [string, ...string[]];
}

const LOCAL = 'localhost';

/** What `tls.createSecureContext` and `server.setSecureContext` take. */
export interface ServerCertificate {
  /** PKCS#8 as PEM. */
  key: string;
  /** The certificate and what is between it and the authority: nothing. */
  cert: string;
  notAfter: Date;
}

/** The certificate of the homologation hosts, as it is now. */
export interface ServerCertificates extends Disposable {
  current(): ServerCertificate;
  /** Calls with each new one; gives what ends that. */
  onRenewed(listener: (certificate: ServerCertificate) => void): () => void;
  /** Draws another one where the one there is has little time left. */
  renewWhereDue(): Promise<void>;
}

interface Serving {
  authority: Authority;
  /** The names and addresses that the hosts are called by; the first one names the certificate. */
  hosts: readonly [string, ...string[]];
  now: () => Date;
  /** Told of a renewal that failed: the certificate there is stays, and it is tried again. */
  failed: (error: unknown) => void;
}

const DAY_MS = 86_400_000;
const LIFE_MS = 30 * DAY_MS;
/** Renewed with so much left, so that a clock that is wrong by days at the other end meets no gap. */
const LEFT_MS = 10 * DAY_MS;
const LOOK_EVERY_MS = 3_600_000;

/** Draws a key and a certificate for the homologation hosts, and new ones for as long as it is not disposed. */
export async function openServerCertificates(serving: Serving): Promise<ServerCertificates> {
  let current = await draw(serving);
  const listeners = new Set<(certificate: ServerCertificate) => void>();
  const renewWhereDue = async () => {
    if (current.notAfter.getTime() - serving.now().getTime() > LEFT_MS) return;
    current = await draw(serving);
    for (const listener of listeners) listener(current);
  };
  const timer = setInterval(() => void renewWhereDue().catch(serving.failed), LOOK_EVERY_MS).unref();
  return {
    current: () => current,
    onRenewed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renewWhereDue,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

const generate = promisify(generateKeyPair);

async function draw({ authority, hosts, now }: Serving): Promise<ServerCertificate> {
  // RSA, which every TLS client that integrators run knows.
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const notAfter = new Date(Math.min(now().getTime() + LIFE_MS, authority.certificate.validToDate.getTime()));
  const certificate = await signCertificate(authority, {
    subject: { organization: 'Portal de Servicos - homologacao', commonName: hosts[0] },
    publicKey,
    purpose: 'SERVER',
    hosts,
    notBefore: new Date(now().getTime() - DAY_MS),
    notAfter,
  });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
    notAfter,
  };
}
