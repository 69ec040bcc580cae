import { CertificateFileError, type CertificateFileFault, readCertificateFile } from '@portal/certificate-file';

/** What the page sends. */
export interface Asked {
  file: Uint8Array;
  password: string | undefined;
}

/** What comes back: how far it is, and at last the PEM or what is wrong. */
export type Answered = { progress: number } | { pem: string } | { fault: CertificateFileFault };

addEventListener('message', ({ data }: MessageEvent<Asked>) => postMessage(answerTo(data)));

function answerTo({ file, password }: Asked): Answered {
  const onProgress = (progress: number) => postMessage({ progress } satisfies Answered);
  try {
    return { pem: readCertificateFile(file, { password, now: new Date(), onProgress }) };
  } catch (error) {
    if (error instanceof CertificateFileError) return { fault: error.code };
    throw error;
  }
}
