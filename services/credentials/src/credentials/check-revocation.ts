import { LockMode } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { formatDate } from '@portal/domain';
import { audit } from '../audit/audit.ts';
import { pemsOfCredentials } from '../certificates/certificate-pems.ts';
import { announceCredential } from '../events/announce-credential.ts';
import { logger } from '../logger.ts';
import type { RevocationChecker } from '../revocation/revocation.ts';
import { Credential } from './credential.ts';
import { overlappingCertificate } from './overlapping-certificate.ts';

const AT_A_TIME = 100;
const AGAIN_AFTER_MS = 86_400_000;

/**
 * Asks after the certificates of credentials that were not asked after for a day, the longest ago first. A credential of
 * which the certificate was revoked is suspended; of the one before a change, while that is good too, its overlap ends.
 */
export async function checkRevocations(
  { orm, now }: { orm: MikroORM; now: () => Date },
  checker: RevocationChecker,
): Promise<void> {
  const em = orm.em.fork();
  const due = await em.execute<{ id: string }[]>(
    `select id from credential where state in ('ACTIVE', 'SUSPENDED') and certificate is not null
       and (certificate_checked_at is null or certificate_checked_at < ?)
     order by certificate_checked_at nulls first, id limit ${AT_A_TIME}`,
    [new Date(now().getTime() - AGAIN_AFTER_MS)],
  );
  for (const { id } of due) {
    await checkOne(orm.em.fork(), id, { checker, now }).catch((err) => tellFailed(err, id));
    // Not by the entity: that somebody asked is no change of the credential.
    await em.execute('update credential set certificate_checked_at = ? where id = ?', [now(), id]);
  }
}

function tellFailed(err: unknown, credential: string): void {
  logger.error({ err, credential }, 'a certificate could not be asked after');
}

interface Asking {
  checker: RevocationChecker;
  now: () => Date;
}

async function checkOne(em: EntityManager, id: string, asking: Asking): Promise<void> {
  const credential = await em.findOne(Credential, { id });
  if (!credential) return;
  const pems = (await pemsOfCredentials(em, [credential])).get(id);
  const bound = [
    { certificate: overlappingCertificate(credential, asking.now())?.certificate, pem: pems?.previousPem },
    { certificate: credential.certificate, pem: pems?.pem },
  ];
  for (const { certificate, pem } of bound) {
    if (!certificate || !pem) continue;
    // One that cannot be looked at keeps nobody from looking at the other.
    await checkCertificate(em, { id, sha256: certificate.sha256 }, pem, asking).catch((err) => tellFailed(err, id));
  }
}

async function checkCertificate(
  em: EntityManager,
  which: Pick<Found, 'id' | 'sha256'>,
  pem: string,
  { checker, now }: Asking,
): Promise<void> {
  const found = await checker.check(pem, 'crl');
  if (found.state !== 'REVOKED') return;
  await em.fork().transactional((inside) => markRevoked(inside, { ...which, at: found.at, now: now() }));
}

interface Found {
  id: string;
  /** Of the certificate that was asked after. */
  sha256: string;
  at: Date;
  now: Date;
}

async function markRevoked(em: EntityManager, { id, sha256, at, now }: Found): Promise<void> {
  const credential = await em.findOne(Credential, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // While its authority was asked it may have been changed for another, or become the one before that.
  const which = (['certificate', 'previousCertificate'] as const).find((one) => credential?.[one]?.sha256 === sha256);
  const certificate = which && credential?.[which];
  if (!credential || !certificate || certificate.revokedAt) return;
  credential[which] = { ...certificate, revokedAt: at.toISOString() };
  const suspends = which === 'certificate' && credential.state === 'ACTIVE';
  const tells = suspends || (which === 'certificate' && credential.state === 'SUSPENDED');
  if (which === 'previousCertificate') {
    const { previousCertificateExpiresAt: until } = credential;
    credential.previousCertificateExpiresAt = until && until < now ? until : now;
  }
  if (tells) credential.stateReason = reasonOf(at, suspends ? null : credential.stateReason);
  if (suspends) {
    credential.state = 'SUSPENDED';
    credential.stateChangedAt = now;
  }
  const detail = { certificateRevokedAt: at.toISOString(), sha256 };
  const act = suspends ? 'SUSPEND' : 'findCertificateRevoked';
  audit(em, { at: now, actorId: null, act, subject: 'CREDENTIAL', subjectId: id, detail });
  // Of one that was suspended before as well: it cannot be reinstated as it is. The homologation environment asks again within a minute.
  if (tells) announceCredential(em, credential, 'SUSPEND', now);
}

const MOST_REASON = 1000;

/** Why it is suspended; `before` is why it was already, which still stands. */
function reasonOf(at: Date, before: string | null): string {
  const found = `O certificado digital foi revogado pela autoridade certificadora em ${formatDate(at)}.`;
  if (before === null) return `${found} Troque o certificado e depois reative a credencial.`;
  const added = ` ${found} Troque o certificado antes de reativar a credencial.`;
  return `${before.replace(/[.\s]+$/, '').slice(0, MOST_REASON - added.length - 1)}.${added}`;
}
