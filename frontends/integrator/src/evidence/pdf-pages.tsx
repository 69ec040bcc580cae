import { Button, ErrorState, Loading } from '@portal/ui';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';

GlobalWorkerOptions.workerSrc = workerUrl;

interface PdfPagesProps {
  readonly blob: Blob;
  readonly name: string;
}

/** A PDF page by page. */
export function PdfPages({ blob, name }: PdfPagesProps) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [page, setPage] = useState(1);

  useEffect(() => {
    let gone = false;
    let close: (() => Promise<void>) | undefined;
    async function open(): Promise<void> {
      // Nothing in a file that somebody sent may run: pages are drawn, forms and scripts are left alone.
      const task = getDocument({ data: await blob.arrayBuffer(), enableXfa: false });
      close = () => task.destroy();
      const opened = await task.promise;
      if (gone) await task.destroy();
      else setPdf(opened);
    }
    open().catch(() => setFailed(!gone));
    return () => {
      gone = true;
      void close?.();
    };
  }, [blob]);

  if (failed) return <ErrorState title="Não foi possível mostrar este PDF">Baixe o arquivo para abri-lo.</ErrorState>;
  if (pdf === null) return <Loading label="Abrindo o arquivo…" />;
  return (
    <>
      <div className="button-row">
        <Button size="small" icon="left" disabled={page <= 1} onClick={() => setPage(page - 1)}>
          Página anterior
        </Button>
        <p role="status">
          Página {page} de {pdf.numPages}
        </p>
        <Button size="small" icon="right" disabled={page >= pdf.numPages} onClick={() => setPage(page + 1)}>
          Próxima página
        </Button>
      </div>
      <Page key={page} pdf={pdf} number={page} name={name} />
    </>
  );
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly name: string;
}

/** Twice as many pixels as the page is wide on a common screen, so that small print can be read. */
const WIDTH = 1600;

function Page({ pdf, number, name }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    async function draw(): Promise<void> {
      const page = await pdf.getPage(number);
      const element = canvas.current;
      if (gone || element === null) return;
      const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
      element.width = viewport.width;
      element.height = viewport.height;
      const task = page.render({ canvas: element, viewport });
      stop = () => task.cancel();
      const content = await page.getTextContent();
      if (!gone) setText(content.items.flatMap((item) => ('str' in item ? [item.str] : [])).join(' '));
      await task.promise;
    }
    draw().catch(() => {
      // Cancelled by turning the page, or a page that cannot be drawn: the download is beside it.
    });
    return () => {
      gone = true;
      stop();
    };
  }, [pdf, number]);
  return (
    <>
      <canvas ref={canvas} className="evidence-picture" role="img" aria-label={`${name}, página ${number}`} />
      <p className="visually-hidden">{text}</p>
    </>
  );
}
