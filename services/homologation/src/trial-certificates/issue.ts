import type { X509Certificate } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type CredentialState, isTriedHere } from '@portal/domain';
import { isId, refuse } from '@portal/service-kit';
import { refuseRole, roleOn } from '../accreditation/team.ts';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';
import { type Outcome, performOnTrialCertificate, refuseUnknownCredential } from './act-on-trial-certificate.ts';
import { readCertificateRequest } from './certificate-request.ts';
import { signTrialCertificate } from './sign-trial.ts';
import { TrialCertificate } from './trial-certificate.ts';
import { tellOfTrialCertificate } from './trial-credential.ts';

/** How many good ones a credential has at most: one that works, one that takes its place, one of a colleague. */
export const MOST_GOOD = 3;

/** Draws a trial certificate for a credential, for the key of a request. */
export function issueTrialCertificate(
  ctx: HomologationContext,
  credentialId: string,
  certificateRequest: string,
): Promise<Outcome> {
  return performOnTrialCertificate(ctx, async (em, person, now) => {
    const credential = isId(credentialId) ? await ctx.loaders.credential.load(credentialId) : null;
    const role = roleOn(credential, person);
    if (!credential || !role) return refuseUnknownCredential();
    refuseRole(role, 'RUN_CONFORMANCE', ['credentialId']);
    const state =
      credential.state === 'ACTIVE' && new Date(credential.validUntil) <= now ? 'EXPIRED' : credential.state;
    if (state !== 'ACTIVE') return refuse('NOT_ALLOWED', REFUSALS[state], ['credentialId']);
    if (!isTriedHere(credential.portfolio)) return refuse('NOT_ALLOWED', NOT_TRIED_HERE, ['credentialId']);
    const key = await readCertificateRequest(certificateRequest);
    if (!key.ok) return refuse('INVALID', key.message, ['certificateRequest']);
    await refuseTooMany(em, credentialId, now);
    const holder = { ...credential, validUntil: new Date(credential.validUntil) };
    const certificate = await signTrialCertificate(ctx.authority, key.value, holder, now);
    const issued = Object.assign(new TrialCertificate(), factsOf(certificate), {
      credentialId,
      issuedAt: now,
      issuedBy: person.id,
    });
    em.persist(issued);
    const detail = { credential: credentialId, sha256: issued.sha256 };
    const { id: subjectId } = issued;
    await audit(em, {
      at: now,
      actorId: person.id,
      act: 'issueTrialCertificate',
      subject: 'TRIAL_CERTIFICATE',
      subjectId,
      detail,
    });
    await tellOfTrialCertificate(em, issued.sha256);
    return issued;
  });
}

/** What a person reads where the credential is not good. */
const REFUSALS: Record<Exclude<CredentialState, 'ACTIVE'>, string> = {
  SUSPENDED: 'A credencial está suspensa. Um certificado de teste é emitido quando ela voltar a ficar ativa.',
  REVOKED: 'A credencial foi revogada. Solicite outra para continuar os testes.',
  EXPIRED: 'A credencial venceu. Solicite outra para continuar os testes.',
};

const NOT_TRIED_HERE = 'Este portfólio não tem ambiente de homologação no Portal.';

/** One at a time for each credential: two at once would each find room for one. */
async function refuseTooMany(em: EntityManager, credentialId: string, now: Date): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`trial certificates of ${credentialId}`]);
  const good = await em.count(TrialCertificate, { credentialId, revokedAt: null, expiresAt: { $gt: now } });
  if (good < MOST_GOOD) return;
  refuse(
    'NOT_ALLOWED',
    `Esta credencial já tem ${MOST_GOOD} certificados de teste válidos. Revogue um que você não usa antes de emitir outro.`,
    ['credentialId'],
  );
}

function factsOf(certificate: X509Certificate) {
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    serialNumber: certificate.serialNumber,
    // The other way round than Node gives them.
    subject: certificate.subject.split('\n').reverse().join(','),
    pem: certificate.toString(),
    expiresAt: certificate.validToDate,
  };
}
