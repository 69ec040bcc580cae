import { useMemo } from 'react';
import { useConsole } from './console-context.tsx';
import {
  type EvidenceUpload,
  sendEvidence,
  sendMessageFile,
  type UploadedEvidence,
  type UploadedMessageFile,
  withSession,
} from './evidence-upload.ts';

/** Sends files; when the session is over, waits for the person to sign in again and sends them once more. */
export interface Uploads {
  /** Sends one piece of evidence; rejects with an HttpProblem or an AbortError. */
  uploadEvidence(file: File, upload: EvidenceUpload): Promise<UploadedEvidence>;
  /** Sends a file that is to go with a message on a request; rejects as well. */
  uploadMessageFile(file: File, upload: Omit<EvidenceUpload, 'requirements'>): Promise<UploadedMessageFile>;
}

export function useUploads(): Uploads {
  const { session } = useConsole().graph;
  return useMemo(
    () => ({
      uploadEvidence: (file, upload) => withSession(session, () => sendEvidence(file, upload)),
      uploadMessageFile: (file, upload) => withSession(session, () => sendMessageFile(file, upload)),
    }),
    [session],
  );
}
