import type { EntityManager } from '@mikro-orm/postgresql';
import { TrialCertificate } from './trial-certificate.ts';

/** How many of each credential are shown: those that are good, and what there was before them. */
const MOST_SHOWN = 20;

/** The newest trial certificates of each of the credentials, newest first. */
export function newestTrialCertificates(
  em: EntityManager,
  credentialIds: readonly string[],
): Promise<TrialCertificate[]> {
  const places = credentialIds.map(() => '?').join(', ');
  const ids = `select id from (
    select id, row_number() over (partition by credential_id order by issued_at desc, id desc) as place
    from trial_certificate where credential_id in (${places})) as placed where place <= ?`;
  return em
    .createQueryBuilder(TrialCertificate, 'c')
    .where(`c.id in (${ids})`, [...credentialIds, MOST_SHOWN])
    .orderBy({ issuedAt: 'desc', id: 'desc' })
    .getResultList();
}
