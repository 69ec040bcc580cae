import { Button, Dialog, ErrorState, LinkButton, Loading } from '@portal/ui';
import { lazy, Suspense, useEffect, useState } from 'react';

const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

interface EvidencePreviewProps {
  readonly file: { readonly fileName: string; readonly mediaType: string; readonly downloadUrl?: string | null };
  readonly onClose: () => void;
}

/** A file as it was sent, in a dialog. */
export function EvidencePreview({ file, onClose }: EvidencePreviewProps) {
  const url = file.downloadUrl ?? '';
  const { blob, failed, retry } = useBlob(url);
  return (
    <Dialog
      open
      size="xlarge"
      title={file.fileName}
      onClose={onClose}
      footer={
        <>
          <LinkButton href={url} icon="download" download={file.fileName}>
            Baixar
          </LinkButton>
          <Button variant="primary" onClick={onClose}>
            Fechar
          </Button>
        </>
      }
    >
      {failed && <ErrorState title="Não foi possível abrir o arquivo" onRetry={retry} />}
      {!failed && blob === null && <Loading label="Abrindo o arquivo…" />}
      {blob !== null && file.mediaType === 'image/png' && <Picture blob={blob} name={file.fileName} />}
      {blob !== null && file.mediaType === 'application/pdf' && (
        <Suspense fallback={<Loading label="Abrindo o arquivo…" />}>
          <PdfPages blob={blob} name={file.fileName} />
        </Suspense>
      )}
    </Dialog>
  );
}

function Picture({ blob, name }: { readonly blob: Blob; readonly name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url === undefined ? null : <img src={url} alt={`Evidência ${name}`} className="evidence-picture" />;
}

/** The bytes of a file; the server sends it as an attachment, so a page can't point at it. */
function useBlob(url: string) {
  const [blob, setBlob] = useState<Blob | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    async function load(): Promise<void> {
      setFailed(false);
      const response = await fetch(url, { signal: controller.signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      setBlob(await response.blob());
    }
    if (attempt >= 0) load().catch(() => setFailed(!controller.signal.aborted));
    return () => controller.abort();
  }, [url, attempt]);
  return { blob, failed, retry: () => setAttempt((before) => before + 1) };
}
