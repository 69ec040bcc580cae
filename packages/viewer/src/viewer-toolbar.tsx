import { IconButton, type IconName, LinkButton } from '@portal/ui';
import { canAct, VIEWER_KEYS, type ViewerAct, type ViewerBounds, type ViewerState } from './viewer-state.ts';

interface ViewerToolbarProps {
  view: ViewerState;
  bounds: ViewerBounds;
  fileName: string;
  downloadUrl: string | null;
  fullScreen: { full: boolean; toggle?: () => void };
  onAct: (act: ViewerAct) => void;
}

/** What each act is called, and how it looks. */
export const VIEWER_BUTTONS: Record<ViewerAct, { label: string; icon: IconName }> = {
  previousFile: { label: 'Arquivo anterior', icon: 'previous' },
  nextFile: { label: 'Próximo arquivo', icon: 'next' },
  previousPage: { label: 'Página anterior', icon: 'up' },
  nextPage: { label: 'Próxima página', icon: 'down' },
  zoomOut: { label: 'Diminuir', icon: 'zoomOut' },
  zoomIn: { label: 'Aumentar', icon: 'zoomIn' },
  rotate: { label: 'Girar', icon: 'rotateRight' },
};

const ACTS = Object.keys(VIEWER_BUTTONS) as ViewerAct[];

/** The viewer's buttons, each with its key. One that would change nothing stays where it is, said to be unavailable. */
export function ViewerToolbar({ view, bounds, fileName, downloadUrl, fullScreen, onAct }: ViewerToolbarProps) {
  return (
    <div className="evidence-toolbar" role="toolbar" aria-label="Visualizador">
      {ACTS.map((act) => (
        <IconButton
          key={act}
          size="small"
          {...VIEWER_BUTTONS[act]}
          aria-keyshortcuts={VIEWER_KEYS[act]}
          aria-disabled={!canAct(view, act, bounds)}
          onClick={() => onAct(act)}
        />
      ))}
      <span className="evidence-zoom">{Math.round(view.zoom * 100)}%</span>
      {bounds.pages > 1 && (
        <span className="evidence-page">
          Página {view.page} de {bounds.pages}
        </span>
      )}
      {fullScreen.toggle && (
        <IconButton
          size="small"
          icon={fullScreen.full ? 'shrink' : 'expand'}
          label={fullScreen.full ? 'Sair da tela cheia' : 'Tela cheia'}
          onClick={fullScreen.toggle}
        />
      )}
      {downloadUrl && (
        <LinkButton href={downloadUrl} download={fileName} size="small" variant="tertiary" icon="download">
          Baixar
        </LinkButton>
      )}
    </div>
  );
}
