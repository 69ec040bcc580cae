import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension } from '@peculiar/x509';
import forge from 'node-forge';
import { derOf, integer, sequence } from './asn1.ts';
import { createIntermediate, createRoot, pemOf, sign, type Validity, validity } from './authority.ts';
import { generateKey, type KeyKind, privateKeyPem } from './key.ts';

const run = promisify(execFile);

/** What the certificate that stamps is like; as RFC 3161 asks unless told. */
export interface StampCertificate extends Validity {
  purposes?: readonly ExtendedKeyUsage[];
  critical?: boolean;
  key?: KeyKind;
}

/**
 * An authority of time stamps (RFC 3161): OpenSSL's own, below a root and an intermediate, behind HTTP on this machine.
 * It needs the program `openssl`, and fails where there is none.
 */
export interface TimeStampAuthority extends AsyncDisposable {
  url: string;
  /** Its root, in PEM. */
  rootPem: string;
  /** Its name. */
  name: string;
  /** The queries that came, the newest last. */
  queries: Buffer[];
  /** What it does with a query; it stamps unless told otherwise. */
  act: (query: Buffer, response: ServerResponse) => unknown;
  /** An answer of OpenSSL to a query. */
  stamp(query: Uint8Array): Promise<Buffer>;
  /** The same, signed by another certificate of the same root: what OpenSSL would not sign with. */
  stampAs(query: Uint8Array, certificate: StampCertificate): Promise<Buffer>;
}

const NAME = 'Autoridade de Carimbo do Tempo de Teste';

/** Starts one. */
export async function startTimeStampAuthority(): Promise<TimeStampAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'time-stamps-'));
  const root = await createRoot();
  const between = await createIntermediate(root);
  const inFolder = (name: string) => join(folder, name);
  const put = (name: string, content: string | Uint8Array) => writeFile(inFolder(name), content);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  let made = 0;

  async function certify(name: string, certificate: StampCertificate): Promise<void> {
    const { purposes = [ExtendedKeyUsage.timeStamping], critical = true, key = 'RSA-2048', ...dates } = certificate;
    const keys = await generateKey(key);
    const usage = purposes.length > 0 ? [new ExtendedKeyUsageExtension([...purposes], critical)] : [];
    const signed = await sign(between, {
      name: `C=BR, O=ICP-Brasil de Teste, CN=${NAME}`,
      keys,
      extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true), ...usage],
      ...validity(dates, 5),
    });
    await put(`${name}.pem`, pemOf(signed));
    await put(`${name}.key`, await privateKeyPem({ keys }));
  }

  async function stamp(query: Uint8Array): Promise<Buffer> {
    const file = `${made++}`;
    await put(`${file}.serial`, `0${(1 + made).toString(16)}\n`.slice(-3));
    await put(`${file}.conf`, CONFIG.replace('SERIAL', inFolder(`${file}.serial`)));
    await put(`${file}.tsq`, query);
    await openssl('ts', '-reply', '-config', `${file}.conf`, '-queryfile', `${file}.tsq`, '-out', `${file}.tsr`);
    return readFile(inFolder(`${file}.tsr`));
  }

  async function stampAs(query: Uint8Array, certificate: StampCertificate): Promise<Buffer> {
    const file = `as${made++}`;
    await certify(file, certificate);
    await put(`${file}.tsr`, await stamp(query));
    await openssl('ts', '-reply', '-in', `${file}.tsr`, '-token_out', '-out', `${file}.der`);
    await openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', `${file}.der`, '-out', `${file}.info`);
    const from = ['-in', `${file}.info`, '-signer', `${file}.pem`, '-inkey', `${file}.key`, '-certfile', 'between.pem'];
    const as = ['-binary', '-nodetach', '-cades', '-md', 'sha256', '-econtent_type', '1.2.840.113549.1.9.16.1.4'];
    await openssl('cms', '-sign', ...as, ...from, '-outform', 'DER', '-out', `${file}.token`);
    const token = await readFile(inFolder(`${file}.token`));
    return derOf(sequence([sequence([integer(0)]), forge.asn1.fromDer(token.toString('binary'))]));
  }

  await certify('tsa', {});
  await put('between.pem', between.pem);
  const server = createServer(async (request, response) => {
    const query = await buffer(request);
    authority.queries.push(query);
    await authority.act(query, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: TimeStampAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    rootPem: root.pem,
    name: NAME,
    queries: [],
    act: async (query, response) => {
      response.setHeader('content-type', 'application/timestamp-reply').end(await stamp(query));
    },
    stamp,
    stampAs,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
  return authority;
}

const CONFIG = `
[tsa]
default_tsa = it
[it]
serial = SERIAL
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
certs = between.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.1.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
