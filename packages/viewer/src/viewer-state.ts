/** What the viewer shows: which file, which of its pages, how near and which way up. */
export interface ViewerState {
  file: number;
  page: number;
  zoom: number;
  rotation: Rotation;
}

/** Quarter turns, clockwise. */
export type Rotation = 0 | 90 | 180 | 270;

export type ViewerAct = 'previousFile' | 'nextFile' | 'previousPage' | 'nextPage' | 'zoomIn' | 'zoomOut' | 'rotate';

/** How many there are of each: what the state may not run past. */
export interface ViewerBounds {
  files: number;
  pages: number;
}

/** 1 fits the width of the viewer. */
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

export const FIRST_VIEW: ViewerState = { file: 0, page: 1, zoom: 1, rotation: 0 };

/** The keys that work while the focus is inside the viewer. The arrows stay with the browser: they scroll. */
export const VIEWER_KEYS: Record<ViewerAct, string> = {
  previousFile: '[',
  nextFile: ']',
  previousPage: 'PageUp',
  nextPage: 'PageDown',
  zoomIn: '+',
  zoomOut: '-',
  rotate: 'R',
};

/** The act that a key stands for; with a modifier it belongs to the browser or to the screen reader. */
export function actOfKey(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): ViewerAct | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const key = event.key === '=' ? '+' : event.key.toLowerCase();
  return (Object.keys(VIEWER_KEYS) as ViewerAct[]).find((act) => VIEWER_KEYS[act].toLowerCase() === key);
}

/** Whether the act would change anything: what its button asks before it is offered. */
export function canAct(state: ViewerState, act: ViewerAct, bounds: ViewerBounds): boolean {
  return act === 'rotate' || step(state, act, bounds) !== state;
}

/** The next view. Another file begins at its first page, upright; the zoom stays. */
export function step(state: ViewerState, act: ViewerAct, bounds: ViewerBounds): ViewerState {
  switch (act) {
    case 'previousFile':
      return state.file > 0 ? openFile(state, state.file - 1) : state;
    case 'nextFile':
      return state.file < bounds.files - 1 ? openFile(state, state.file + 1) : state;
    case 'previousPage':
      return state.page > 1 ? { ...state, page: state.page - 1 } : state;
    case 'nextPage':
      return state.page < bounds.pages ? { ...state, page: state.page + 1 } : state;
    case 'zoomIn':
      return zoomTo(
        state,
        ZOOMS.find((zoom) => zoom > state.zoom),
      );
    case 'zoomOut':
      return zoomTo(
        state,
        ZOOMS.findLast((zoom) => zoom < state.zoom),
      );
    case 'rotate':
      return { ...state, rotation: ((state.rotation + 90) % 360) as Rotation };
  }
}

/** Shows another file from its beginning. */
export function openFile(state: ViewerState, file: number): ViewerState {
  return { ...state, file, page: 1, rotation: 0 };
}

function zoomTo(state: ViewerState, zoom: number | undefined): ViewerState {
  return zoom === undefined ? state : { ...state, zoom };
}
