import { useEffect, useState } from 'react';
import { openPdf, type PDFDocumentProxy } from './pdf.ts';

interface Opened {
  url: string;
  pdf?: PDFDocumentProxy;
  failed?: boolean;
}

/** The PDF at an address, opened once and closed when another is shown. No address, nothing to open. */
export function usePdf(url: string | null): { pdf: PDFDocumentProxy | undefined; failed: boolean; again: () => void } {
  const [opened, setOpened] = useState<Opened>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!url || attempt < 0) return;
    setOpened(undefined);
    const leaving = new AbortController();
    openPdf(url, leaving.signal).then(
      (pdf) => leaving.signal.aborted || setOpened({ url, pdf }),
      () => leaving.signal.aborted || setOpened({ url, failed: true }),
    );
    return () => leaving.abort();
  }, [url, attempt]);
  const current = opened?.url === url ? opened : undefined;
  return { pdf: current?.pdf, failed: current?.failed ?? false, again: () => setAttempt((now) => now + 1) };
}
