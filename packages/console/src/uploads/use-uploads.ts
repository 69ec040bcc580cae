import { useMemo } from 'react';
import { useConsole } from '../console-context.tsx';
import { unfinishedOf } from './kept-uploads.ts';
import { giveUpFile, type Sending, sendResumably, type Transfer } from './send-resumably.ts';

/** What a piece of evidence is answered with. */
export interface UploadedEvidence {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** What a file of a message is answered with. */
export interface UploadedMessageFile {
  attachmentId: string;
  fileName: string;
  mediaType: string;
  size: number;
}

/** Files of messages on one request. */
export interface MessageFiles {
  /** Sends a file that is to go with a message, until it may; rejects with an HttpProblem or an AbortError. */
  readonly send: (file: File, transfer: Transfer) => Promise<UploadedMessageFile>;
  /** What was on its way when a page went: sent again, they go on. */
  readonly unfinished: () => Promise<readonly File[]>;
  /** Of a file that is not being sent, and is not to be. */
  readonly giveUp: (file: File) => Promise<unknown>;
}

/** Sends files, which go on where they stopped. */
export interface Uploads {
  /** Sends one piece of evidence; rejects with an HttpProblem or an AbortError. */
  uploadEvidence(file: File, upload: Omit<Sending, 'purpose'>): Promise<UploadedEvidence>;
  /** Of a file that is not being sent, and is not to be: no page goes on with it. Tells whether it had arrived all the same. */
  giveUp(file: File): Promise<boolean>;
  /** Evidence that was on its way when a page went: sent again, it goes on. */
  unfinishedEvidence(accessRequest: string): Promise<readonly File[]>;
  messageFiles(accessRequest: string): MessageFiles;
}

export function useUploads(): Uploads {
  const { session } = useConsole().graph;
  return useMemo(() => {
    const send = (file: File, sending: Sending) => sendResumably(session, file, sending);
    const unfinished = async (purpose: Sending['purpose'], accessRequest: string) =>
      'viewer' in session.state ? unfinishedOf({ person: session.state.viewer.id, purpose, accessRequest }) : [];
    return {
      uploadEvidence: (file, upload) => send(file, { ...upload, purpose: 'evidence' }) as Promise<UploadedEvidence>,
      giveUp: giveUpFile,
      unfinishedEvidence: (accessRequest) => unfinished('evidence', accessRequest),
      messageFiles: (accessRequest) => ({
        send: (file, transfer) =>
          send(file, { ...transfer, accessRequest, purpose: 'message' }) as Promise<UploadedMessageFile>,
        unfinished: () => unfinished('message', accessRequest),
        giveUp: giveUpFile,
      }),
    };
  }, [session]);
}
