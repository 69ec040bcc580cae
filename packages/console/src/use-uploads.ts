import { useMemo } from 'react';
import { useConsole } from './console-context.tsx';
import { type EvidenceUpload, sendEvidence, type UploadedEvidence, withSession } from './evidence-upload.ts';

/** Sends files; when the session is over, waits for the person to sign in again and sends them once more. */
export interface Uploads {
  /** Sends one piece of evidence; rejects with an HttpProblem or an AbortError. */
  uploadEvidence(file: File, upload: EvidenceUpload): Promise<UploadedEvidence>;
}

export function useUploads(): Uploads {
  const { session } = useConsole().graph;
  return useMemo(
    () => ({
      uploadEvidence: (file, upload) => withSession(session, () => sendEvidence(file, upload)),
    }),
    [session],
  );
}
