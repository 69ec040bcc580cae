import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral, openText, type SealedText } from '@portal/service-kit';
import type { Credential } from '../credentials/credential.ts';
import { sealedText, sealText } from '../personal-data/texts.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { Certificate, ReadCertificate } from './certificate.ts';

// A PEM with its chain may take as much as all else that a request holds, three times over, and no page shows it.

/** Keeps the PEM of a certificate beside the request, in its transaction; gives what the request itself holds. */
export async function keepPem(
  em: EntityManager,
  requestId: string,
  { pem, ...certificate }: ReadCertificate,
): Promise<Certificate> {
  const pemSha256 = createHash('sha256').update(pem).digest('hex');
  await insertPem(em, requestId, pemSha256, pem);
  return { ...certificate, pemSha256 };
}

/** Gives a request the PEM of a certificate that it takes over from another. */
export async function carryPem(
  em: EntityManager,
  certificate: Certificate | null,
  { from, to }: { from: string; to: string },
): Promise<Certificate | null> {
  if (certificate && hasPem(certificate)) return keepPem(em, to, certificate);
  const [kept] = await em.execute<{ sha256: string; pem: NonNullable<SealedText> }[]>(
    `select sha256, ${PEM} as pem from certificate_pem where request_id = ? and sha256 = ?`,
    [from, certificate?.pemSha256 ?? ''],
  );
  if (kept) await insertPem(em, to, kept.sha256, openText(em, kept.pem));
  return certificate;
}

const PEM = sealedText('certificate_pem.pem');

async function insertPem(em: EntityManager, requestId: string, sha256: string, pem: string): Promise<void> {
  await em.execute(
    'insert into certificate_pem (request_id, sha256, pem) values (?, ?, ?) on conflict (request_id, sha256) do nothing',
    [requestId, sha256, await sealText(em, 'certificate_pem.pem', requestId, pem)],
  );
}

/**
 * Drops those that neither a request holds in its copies any more nor a credential that came from it: what that is bound to since
 * a change or an alteration is kept beside the request too.
 */
export async function dropUnusedPems(
  em: EntityManager,
  { id, certificate, submitted, submittedBefore }: AccessRequest,
  credentials: readonly Credential[] = [],
): Promise<void> {
  const bound = credentials.flatMap((credential) => [credential.certificate, credential.previousCertificate]);
  const copies = [certificate, submitted?.certificate, submittedBefore?.certificate, ...bound];
  const used = copies.flatMap((copy) => copy?.pemSha256 ?? []);
  await em.execute('delete from certificate_pem where request_id = ? and sha256 <> all(?::text[])', [
    id,
    arrayLiteral(used),
  ]);
}

/** The PEMs of the certificates that a credential is bound to. */
export interface CredentialPems {
  pem: string | undefined;
  /** Of the one before a change. */
  previousPem: string | undefined;
}

/** The PEMs of the certificates that credentials are bound to, by the credential's id. */
export async function pemsOfCredentials(
  em: EntityManager,
  credentials: readonly Credential[],
): Promise<Map<string, CredentialPems>> {
  const bound = credentials.flatMap(({ requestId, certificate, previousCertificate }) =>
    [certificate, previousCertificate].flatMap((one) => (one ? [{ requestId, certificate: one }] : [])),
  );
  const wanted = bound.filter(({ certificate }) => !hasPem(certificate));
  const rows =
    wanted.length === 0
      ? []
      : await em.execute<{ request_id: string; sha256: string; pem: NonNullable<SealedText> }[]>(
          `select request_id, sha256, ${PEM} as pem from certificate_pem where (request_id, sha256) in (${wanted.map(() => '(?, ?)').join(', ')})`,
          wanted.flatMap(({ requestId, certificate }) => [requestId, certificate.pemSha256 ?? '']),
        );
  const kept = new Map(rows.map((row) => [`${row.request_id} ${row.sha256}`, openText(em, row.pem)]));
  const pemOf = (requestId: string, certificate: Certificate | null) =>
    certificate && hasPem(certificate) ? certificate.pem : kept.get(`${requestId} ${certificate?.pemSha256}`);
  return new Map(
    credentials.map(({ id, requestId, certificate, previousCertificate }) => [
      id,
      { pem: pemOf(requestId, certificate), previousPem: pemOf(requestId, previousCertificate) },
    ]),
  );
}

/** As an older version wrote it, until `movePems` comes by. */
function hasPem(certificate: Certificate): certificate is ReadCertificate {
  return 'pem' in certificate;
}
