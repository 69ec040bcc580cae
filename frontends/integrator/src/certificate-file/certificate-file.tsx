import { Button, FileInput, Progress } from '@portal/ui';
import { useEffect, useRef } from 'react';
import { CertificatePassword } from './certificate-password.tsx';
import { useCertificateFile } from './use-certificate-file.ts';

interface CertificateFileProps {
  /** Of the field where the file is chosen. */
  readonly id: string;
  readonly label: string;
  /** What is wrong with what was read; what is wrong with the file itself is said here. */
  readonly error: string | undefined;
  readonly onChoose: (file: File) => void;
  /** The public certificate and its chain, as PEM. */
  readonly onRead: (pem: string) => void;
}

/** Asks for a certificate's file and opens it in this browser: only what is public leaves it. */
export function CertificateFile({ id, label, error, onChoose, onRead }: CertificateFileProps) {
  const { locked, progress, problem, read, cancel } = useCertificateFile(onRead);
  const place = useRef<HTMLDivElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const reading = progress !== null;

  // What was pressed may be gone when the reading ends, and the next thing to do is elsewhere.
  const wasReading = useRef(false);
  useEffect(() => {
    if (wasReading.current && !reading && hasFocus(place.current)) {
      (locked ? password.current : document.getElementById(id))?.focus();
    }
    wasReading.current = reading;
  });

  function choose([file]: File[]): void {
    if (file === undefined) return;
    onChoose(file);
    read(file);
  }

  return (
    <div ref={place}>
      <FileInput
        id={id}
        label={label}
        help="PFX, P12, PEM, CER, CRT, DER ou P7B."
        accept=".pfx,.p12,.pem,.cer,.crt,.der,.p7b,.p7c,.txt"
        error={locked ? undefined : (problem ?? error)}
        onFiles={choose}
      />
      {locked && (
        <CertificatePassword
          key={`${locked.name} ${locked.lastModified}`}
          ref={password}
          fileName={locked.name}
          busy={reading}
          error={problem ?? undefined}
          onOpen={(typed) => read(locked, typed)}
        />
      )}
      {reading && (
        <div className="certificate-reading">
          <Progress label="Lendo o certificado" value={progress > 0 ? progress * 100 : undefined} />
          <Button size="small" onClick={cancel}>
            Cancelar a leitura
          </Button>
        </div>
      )}
      <div role="status">{reading && <p className="visually-hidden">Lendo o certificado…</p>}</div>
    </div>
  );
}

/** Whether the focus is here, or nowhere because what had it is gone. */
function hasFocus(place: Element | null): boolean {
  const { activeElement, body } = document;
  return activeElement === body || Boolean(place?.contains(activeElement));
}
