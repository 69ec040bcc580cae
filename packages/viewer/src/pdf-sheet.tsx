import type { PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { scaleToFit } from './fit.ts';
import { loadPdfJs, type PDFDocumentProxy } from './pdf.ts';
import { thumbnailOf } from './thumbnail.ts';
import type { Rotation } from './viewer-state.ts';

interface PdfSheetProps {
  pdf: PDFDocumentProxy;
  page: number;
  zoom: number;
  rotation: Rotation;
  /** The width there is, in pixels. */
  room: number;
  onFailure: () => void;
  /** The first page is drawn: a small picture of it. */
  onPicture: (picture: string) => void;
}

/** One page of a PDF: drawn on a canvas, with its text over it to be selected, searched and read aloud. */
export function PdfSheet({ pdf, page: number, zoom, rotation, room, onFailure, onPicture }: PdfSheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<PDFPageProxy>();

  useEffect(() => {
    let current = true;
    pdf.getPage(number).then(
      (loaded) => current && setPage(loaded),
      () => current && onFailure(),
    );
    return () => {
      current = false;
    };
  }, [pdf, number, onFailure]);

  const [x0 = 0, y0 = 0, x1 = 1, y1 = 1] = page?.view ?? [];
  const sheet =
    page && page.rotate % 180 !== 0 ? { width: y1 - y0, height: x1 - x0 } : { width: x1 - x0, height: y1 - y0 };
  const scale = scaleToFit(sheet, rotation, room, zoom);

  useEffect(() => {
    const canvasNow = canvas.current;
    if (!page || !canvasNow || !text.current || room === 0) return;
    const drawing = drawPage(page, canvasNow, text.current, scale, rotation);
    drawing.done.then(
      () => {
        const picture = page.pageNumber === 1 && rotation === 0 && thumbnailOf(canvasNow, canvasNow);
        if (picture) onPicture(picture);
      },
      (error: Error) => error.name !== 'RenderingCancelledException' && error.name !== 'AbortException' && onFailure(),
    );
    return drawing.cancel;
  }, [page, scale, rotation, room, onFailure, onPicture]);

  return (
    <div className="evidence-sheet" data-page={page?.pageNumber}>
      <canvas ref={canvas} />
      <div ref={text} className="evidence-text" />
    </div>
  );
}

interface Drawing {
  done: Promise<unknown>;
  cancel: () => void;
}

function drawPage(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  text: HTMLElement,
  scale: number,
  rotation: Rotation,
): Drawing {
  const viewport = page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });
  const sharpness = Math.min(window.devicePixelRatio || 1, Math.sqrt(MAX_PIXELS / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * sharpness);
  canvas.height = Math.floor(viewport.height * sharpness);
  canvas.style.width = `${viewport.width}px`;
  canvas.style.height = `${viewport.height}px`;
  const rendering = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
  let cancelText = () => {};
  const layer = loadPdfJs().then(({ TextLayer }) => {
    text.replaceChildren();
    text.style.setProperty('--total-scale-factor', String(scale));
    const textLayer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    cancelText = () => textLayer.cancel();
    return textLayer.render();
  });
  return {
    done: Promise.all([rendering.promise, layer]),
    cancel: () => {
      rendering.cancel();
      cancelText();
    },
  };
}

/** Above this a browser may refuse the canvas; a page is then drawn a little less sharp. */
const MAX_PIXELS = 16_000_000;
