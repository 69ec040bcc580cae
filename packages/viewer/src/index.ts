/** Evidence, read in the page without a download. Each console brings this with its pages, and serves pdf.js's own files (`@portal/viewer/vite`). */
export { type EvidenceFile, EvidenceViewer } from './evidence-viewer.tsx';
export { openPdf } from './pdf.ts';
export { FIRST_VIEW, openFile, type ViewerState } from './viewer-state.ts';
