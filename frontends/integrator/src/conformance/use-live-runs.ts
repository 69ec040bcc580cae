import { useLivePage } from '@portal/console';
import { useSoon } from '../use-soon.ts';
import { ConformanceChanged } from './conformance.documents.ts';

/** Has the runs of a credential read again when calls move them, while the page is there. */
export function useLiveRuns(credentialId: string, readAgain: () => void): void {
  useLivePage(ConformanceChanged, { credentialId }, useSoon(readAgain));
}
