import { ScanState } from '@portal/domain';
import type { RequirementCopy } from '../requests/content.ts';
import type { Evidence } from './evidence.ts';

/** Evidence as the upload answers it: the fields of the type in the graph, by the same names. */
export interface EvidenceJson extends Pick<Evidence, 'id' | 'fileName' | 'mediaType' | 'size' | 'sha256' | 'scan'> {
  uploadedAt: string;
  requirements: RequirementCopy[];
  downloadUrl: string | null;
}

/** Shows a row as JSON. */
export function evidenceJson(evidence: Evidence): EvidenceJson {
  const { id, fileName, mediaType, size, sha256, scan, uploadedAt, requirements } = evidence;
  return {
    id,
    fileName,
    mediaType,
    size,
    sha256,
    uploadedAt: uploadedAt.toISOString(),
    requirements,
    scan,
    downloadUrl: downloadUrl(evidence),
  };
}

/** Where the bytes are had, on the gateway; null until they are known to be clean. */
export function downloadUrl({ id, scan }: Pick<Evidence, 'id' | 'scan'>): string | null {
  return scan === ScanState.CLEAN ? `/evidence/${id}` : null;
}
