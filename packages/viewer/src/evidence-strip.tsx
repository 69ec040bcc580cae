import { formatFileSize } from '@portal/domain';
import { Icon } from '@portal/ui';
import type { EvidenceFile } from './evidence-viewer.tsx';
import { PageThumbnail } from './page-thumbnail.tsx';
import type { PDFDocumentProxy } from './pdf.ts';
import { openFile, type ViewerState } from './viewer-state.ts';

interface EvidenceStripProps {
  evidence: readonly EvidenceFile[];
  view: ViewerState;
  /** The open file, where it is a PDF. */
  pdf: PDFDocumentProxy | undefined;
  /** Small pictures of the files that were looked at, by id. */
  pictures: ReadonlyMap<string, string>;
  onView: (view: ViewerState) => void;
}

/** The files, and the pages of the open one, each a press away. */
export function EvidenceStrip({ evidence, view, pdf, pictures, onView }: EvidenceStripProps) {
  const pages = pdf && pdf.numPages > 1 ? Array.from({ length: pdf.numPages }, (_, index) => index + 1) : [];
  if (evidence.length === 1 && pages.length === 0) return null;
  return (
    <div className="evidence-strip">
      <ol className="evidence-tiles" aria-label="Arquivos">
        {evidence.map((file, position) => (
          <li key={file.id}>
            <button
              type="button"
              className="evidence-tile"
              aria-current={position === view.file || undefined}
              title={file.fileName}
              onClick={() => onView(openFile(view, position))}
            >
              <Picture file={file} picture={pictures.get(file.id)} />
              <span className="evidence-tile-name">
                <span className="visually-hidden">Arquivo </span>
                {`${position + 1}. ${file.fileName}`}
                <span className="visually-hidden">{`, ${formatFileSize(file.size)}`}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {pdf && pages.length > 0 && (
        <ol className="evidence-tiles evidence-pages" aria-label="Páginas do arquivo aberto">
          {pages.map((page) => (
            <li key={page}>
              <button
                type="button"
                className="evidence-tile"
                aria-current={page === view.page || undefined}
                onClick={() => onView({ ...view, page })}
              >
                <PageThumbnail pdf={pdf} page={page} />
                <span className="evidence-tile-name">
                  <span className="visually-hidden">Página </span>
                  {page}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Picture({ file, picture }: { file: EvidenceFile; picture: string | undefined }) {
  if (picture) return <img className="evidence-thumbnail" src={picture} alt="" />;
  return (
    <span className="evidence-thumbnail is-unseen">
      <Icon name={file.mediaType === 'application/pdf' ? 'pdf' : 'file'} />
    </span>
  );
}
