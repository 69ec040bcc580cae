import { formatDateTime, formatFileSize, type ScanState } from '@portal/domain';
import './evidence.css';
import { Button, EmptyState, Loading, Message, Select, StateTag } from '@portal/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ImageSheet } from './image-sheet.tsx';
import { PdfSheet } from './pdf-sheet.tsx';
import { usePdf } from './use-pdf.ts';
import { useRoom } from './use-room.ts';
import { actOfKey, openFile, step, type ViewerAct, type ViewerState } from './viewer-state.ts';
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
}

/** The evidence, one file at a time, read in the page without a download. */
export function EvidenceViewer({ evidence, view, onView }: EvidenceViewerProps) {
  const file = evidence[view.file];
  if (!file) {
    return (
      <section className="evidence-viewer" aria-label="Evidências">
        <EmptyState title="Esta solicitação não tem evidências" />
      </section>
    );
  }
  return <OpenFile {...{ evidence, file, view, onView }} />;
}

function OpenFile({ evidence, file, view, onView }: EvidenceViewerProps & { file: EvidenceFile }) {
  const viewer = useRef<HTMLElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const room = useRoom(stage);
  const isPdf = file.mediaType === 'application/pdf';
  const { pdf, failed: unreadable, again } = usePdf(isPdf ? file.downloadUrl : null);
  const [brokenSheet, setBrokenSheet] = useState<string>();
  const onFailure = useCallback(() => setBrokenSheet(file.id), [file.id]);
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
  const sheet = { zoom: view.zoom, rotation: view.rotation, room, onFailure };
  return (
    <section ref={viewer} className="evidence-viewer" aria-label="Evidências">
      {evidence.length > 1 && (
        <Select
          label="Arquivo"
          value={String(view.file)}
          onChange={(event) => onView(openFile(view, Number(event.target.value)))}
          options={evidence.map(({ fileName, size }, position) => ({
            value: String(position),
            label: `${position + 1}. ${fileName} (${formatFileSize(size)})`,
          }))}
        />
      )}
      <ViewerToolbar {...{ view, bounds, downloadUrl: file.downloadUrl, fileName: file.fileName, onAct: act }} />
      <p className="visually-hidden" role="status">
        {`Arquivo ${view.file + 1} de ${evidence.length}: ${file.fileName}${where}`}
      </p>
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
        <StateTag state={file.scan} /> {file.scan === 'CLEAN' && <span>Verificado pelo conteúdo, sem antivírus.</span>}
      </p>
      <p>
        Anexado em <time dateTime={file.uploadedAt}>{formatDateTime(file.uploadedAt)}</time>. SHA-256:{' '}
        <code>{file.sha256}</code>
      </p>
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
