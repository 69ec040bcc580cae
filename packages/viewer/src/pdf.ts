import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

export type { PDFDocumentProxy };

/** Where the build puts pdf.js's fonts and decoders: everything comes from our own origin. */
const ASSETS = `${import.meta.env.BASE_URL}pdf/`;

/**
 * Opens a PDF, by its address or its bytes, with pdf.js, which is loaded the first time that somebody looks at one. No WebAssembly and no eval: the
 * console's Content-Security-Policy allows neither, and pdf.js has decoders in plain JavaScript for what scanners make.
 */
export async function openPdf(source: string | ArrayBuffer, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const pdfjs = await loadPdfJs();
  const task = pdfjs.getDocument({
    ...(typeof source === 'string' ? { url: source } : { data: source }),
    useWasm: false,
    wasmUrl: `${ASSETS}decoders/`,
    standardFontDataUrl: `${ASSETS}fonts/`,
    disableWorkerRendering: true,
    enableXfa: false,
  });
  signal.addEventListener('abort', () => void task.destroy(), { once: true });
  return task.promise;
}

/** pdf.js itself, with its worker set. */
export async function loadPdfJs(): Promise<typeof import('pdfjs-dist')> {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdfjs;
}
