import type { CredentialsConfig } from '../config.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

/** The store of the configuration: a bucket where there is one, else a directory. */
export function openEvidenceStorage({
  evidenceBucket,
  evidenceDir,
}: Pick<CredentialsConfig, 'evidenceBucket' | 'evidenceDir'>): Promise<EvidenceStorage> {
  return evidenceBucket ? openBucket(evidenceBucket) : openEvidenceDirectory(evidenceDir);
}

/** The bucket's store; its client takes 35 MB and two seconds, for those who use it. */
export async function openBucket(
  bucket: NonNullable<CredentialsConfig['evidenceBucket']>,
): Promise<EvidenceStorage & Disposable> {
  const { openEvidenceBucket } = await import('./bucket.ts');
  return openEvidenceBucket(bucket);
}
