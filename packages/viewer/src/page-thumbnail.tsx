import { useEffect, useRef } from 'react';
import type { PDFDocumentProxy } from './pdf.ts';
import { THUMBNAIL_WIDTH } from './thumbnail.ts';

/** One page of the open PDF, small; drawn once it comes into sight. */
export function PageThumbnail({ pdf, page: number }: { pdf: PDFDocumentProxy; page: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let cancel = () => {};
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      cancel = draw(pdf, number, element);
    });
    seen.observe(element);
    return () => {
      seen.disconnect();
      cancel();
    };
  }, [pdf, number]);
  return <canvas ref={canvas} className="evidence-thumbnail" />;
}

/** A page that cannot be drawn stays blank here; the sheet says what is wrong with it. */
function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement): () => void {
  let left = false;
  let cancel = () => {};
  const drawn = async () => {
    const page = await pdf.getPage(number);
    if (left) return;
    const viewport = page.getViewport({ scale: THUMBNAIL_WIDTH / page.getViewport({ scale: 1 }).width });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const rendering = page.render({ canvas, viewport });
    cancel = () => rendering.cancel();
    await rendering.promise;
  };
  drawn().catch(() => {});
  return () => {
    left = true;
    cancel();
  };
}
