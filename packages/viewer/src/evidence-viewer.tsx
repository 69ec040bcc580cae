import { formatDateTime, type ScanState } from '@portal/domain';
import './evidence.css';
import { Button, Disclosure, EmptyState, Loading, Message, StateTag } from '@portal/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { EvidenceStrip } from './evidence-strip.tsx';
import { ImageSheet } from './image-sheet.tsx';
import { PdfSheet } from './pdf-sheet.tsx';
import { useFullScreen } from './use-full-screen.ts';
import { usePdf } from './use-pdf.ts';
import { useRoom } from './use-room.ts';
import { ViewerKeys } from './viewer-keys.tsx';
import { actOfKey, step, type ViewerAct, type ViewerState } from './viewer-state.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';

/** A piece of evidence, as far as it is looked at. */
export interface EvidenceFile {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  uploadedAt: string;
  scan: ScanState;
  /** Null while, or because, it may not be read. */
  downloadUrl: string | null;
}

interface EvidenceViewerProps {
  evidence: readonly EvidenceFile[];
  view: ViewerState;
  onView: (view: ViewerState) => void;
  /** Takes the height of where it stands, in the place of one of its own. */
  fills?: boolean;
}

/** The evidence, one file at a time, read in the page without a download. */
export function EvidenceViewer({ evidence, view, onView, fills }: EvidenceViewerProps) {
  const file = evidence[view.file];
  if (!file) {
    return (
      <section className="evidence-viewer" aria-label="Evidências">
        <EmptyState title="Esta solicitação não tem evidências" />
      </section>
    );
  }
  return <OpenFile {...{ evidence, file, view, onView, fills }} />;
}

function OpenFile({ evidence, file, view, onView, fills }: EvidenceViewerProps & { file: EvidenceFile }) {
  const viewer = useRef<HTMLElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const room = useRoom(stage);
  const isPdf = file.mediaType === 'application/pdf';
  const { pdf, failed: unreadable, again } = usePdf(isPdf ? file.downloadUrl : null);
  const [brokenSheet, setBrokenSheet] = useState<string>();
  const onFailure = useCallback(() => setBrokenSheet(file.id), [file.id]);
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const onPicture = useCallback(
    (picture: string) => setPictures((now) => (now.has(file.id) ? now : new Map(now).set(file.id, picture))),
    [file.id],
  );
  const fullScreen = useFullScreen(viewer);
  const retry = () => {
    setBrokenSheet(undefined);
    again();
  };
  const bounds = { files: evidence.length, pages: pdf?.numPages ?? 1 };
  const act = (name: ViewerAct) => onView(step(view, name, bounds));
  useViewerKeys(viewer, act);
  useEffect(() => {
    stage.current?.scrollTo(0, 0);
  }, [file.id, view.page]);

  const failed = unreadable || brokenSheet === file.id;
  const where = bounds.pages > 1 ? `, página ${view.page} de ${bounds.pages}` : '';
  const sheet = { zoom: view.zoom, rotation: view.rotation, room, onFailure, onPicture };
  return (
    <section ref={viewer} className={fills ? 'evidence-viewer fills' : 'evidence-viewer'} aria-label="Evidências">
      <ViewerToolbar
        {...{ view, bounds, fullScreen, downloadUrl: file.downloadUrl, fileName: file.fileName, onAct: act }}
      />
      <p className="visually-hidden" role="status">
        {`Arquivo ${view.file + 1} de ${evidence.length}: ${file.fileName}${where}`}
      </p>
      <div className="evidence-body">
        <EvidenceStrip {...{ evidence, view, pdf, pictures, onView }} />
        <section
          ref={stage}
          className="evidence-stage"
          aria-label={`Arquivo ${file.fileName}${where}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
          tabIndex={0}
        >
          {!file.downloadUrl && <NotReadable scan={file.scan} />}
          {failed && (
            <Message
              tone="warning"
              title="Não foi possível mostrar este arquivo aqui"
              actions={
                <Button size="small" icon="rotateRight" onClick={retry}>
                  Tentar de novo
                </Button>
              }
            >
              Baixe o arquivo para abrir em outro programa, ou tente de novo.
            </Message>
          )}
          {file.downloadUrl && !failed && !isPdf && (
            <ImageSheet key={file.id} url={file.downloadUrl} fileName={file.fileName} {...sheet} />
          )}
          {pdf && !failed && <PdfSheet pdf={pdf} page={view.page} {...sheet} />}
          {isPdf && file.downloadUrl && !pdf && !failed && <Loading label="Abrindo o PDF…" />}
        </section>
      </div>
      <FileFacts file={file} />
    </section>
  );
}

function NotReadable({ scan }: { scan: EvidenceFile['scan'] }) {
  return (
    <Message tone={scan === 'INFECTED' ? 'danger' : 'info'} role="none">
      {scan === 'INFECTED'
        ? 'Arquivo recusado por segurança. Não pode ser aberto.'
        : 'Verificando o arquivo… Ele abre aqui quando a verificação acabar.'}
    </Message>
  );
}

function FileFacts({ file }: { file: EvidenceFile }) {
  return (
    <div className="evidence-facts">
      <p>
        <StateTag state={file.scan} /> {file.scan === 'CLEAN' && <span>O tipo foi conferido pelo conteúdo.</span>}{' '}
        Anexado em <time dateTime={file.uploadedAt}>{formatDateTime(file.uploadedAt)}</time>.
      </p>
      <Disclosure summary="SHA-256 e teclas do visualizador">
        <p>
          SHA-256: <code>{file.sha256}</code>
        </p>
        <ViewerKeys />
      </Disclosure>
    </div>
  );
}

/** Keys work while the focus is inside the viewer, so that they take nothing from a screen reader elsewhere. */
function useViewerKeys(viewer: React.RefObject<HTMLElement | null>, act: (name: ViewerAct) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const element = viewer.current;
    const onKey = (event: KeyboardEvent) => {
      const name = event.target instanceof HTMLSelectElement ? undefined : actOfKey(event);
      if (!name) return;
      event.preventDefault();
      latest.current(name);
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [viewer]);
}
