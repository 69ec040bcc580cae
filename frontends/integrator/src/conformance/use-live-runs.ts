import { useLivePage, useSoon } from '@portal/console';
import { ConformanceChanged } from './conformance.documents.ts';

/** Has the runs of a credential read again when calls or people move them, while the page is there. */
export function useLiveRuns(credentialId: string, readAgain: () => void): void {
  useLivePage(ConformanceChanged, { credentialId }, useSoon(readAgain));
}
