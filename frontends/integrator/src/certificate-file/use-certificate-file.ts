import { CertificateFileError } from '@portal/certificate-file/certificate-file-error';
import { useEffect, useRef, useState } from 'react';
import { openCertificateFile } from './open-certificate-file.ts';

/** How far the reading of a certificate's file is. */
export interface CertificateReading {
  /** The file whose password is asked for. */
  readonly locked: File | null;
  /** How much is done, from 0 to 1; null while nothing is read. */
  readonly progress: number | null;
  /** What was wrong the last time: with the password where one is asked for, else with the file. */
  readonly problem: string | null;
  read(file: File, password?: string): void;
  cancel(): void;
}

const NO_READER = 'Não foi possível abrir o leitor de certificados. Recarregue a página e tente de novo.';
const ABOUT_PASSWORD = ['PASSWORD_NEEDED', 'WRONG_PASSWORD'];

/** Reads certificate files one at a time; what comes out of one goes to `onRead`. */
export function useCertificateFile(onRead: (pem: string) => void): CertificateReading {
  const [locked, setLocked] = useState<File | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function read(file: File, password?: string): Promise<void> {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const { signal } = controller;
    const onProgress = (done: number) => {
      if (!signal.aborted) setProgress(done);
    };
    setProblem(null);
    setProgress(0);
    if (password === undefined) setLocked(null);
    try {
      const pem = await openCertificateFile(file, { password, signal, onProgress });
      setLocked(null);
      onRead(pem);
    } catch (cause) {
      if (signal.aborted) return;
      const known = cause instanceof CertificateFileError ? cause : undefined;
      setLocked(known && ABOUT_PASSWORD.includes(known.code) ? file : null);
      // That there is a password to be told is no fault of who has not been asked yet.
      const asksOnly = known?.code === 'PASSWORD_NEEDED' && password === undefined;
      setProblem(asksOnly ? null : (known?.message ?? NO_READER));
    }
    setProgress(null);
  }

  function cancel(): void {
    current.current?.abort();
    setProgress(null);
  }

  return { locked, progress, problem, read: (file, password) => void read(file, password), cancel };
}
