import { QueryView, useRead } from '@portal/console';
import { Requirements } from './requirements.tsx';
import { RunUnderReview } from './run-documents.ts';
import { useLiveRuns } from './use-live-runs.ts';

interface OpenRunProps {
  readonly id: string;
  /** The request that is decided by it, where it is read beside one. */
  readonly requestId?: string | undefined;
  /** The requirement that is open from the start. */
  readonly opened?: string | undefined;
}

/** A run with its requirements, read again when calls or people move it. */
export function OpenRun({ id, requestId, opened }: OpenRunProps) {
  const run = useRead({
    query: RunUnderReview,
    variables: { id },
    pick: ({ node }) => (node && 'requirements' in node ? node : null),
  });
  return (
    <QueryView of={run} empty={<p>Este roteiro não pôde ser encontrado.</p>}>
      {(found) => (
        <div className="conformance-run">
          <LiveRuns credentialId={found.credentialId} readAgain={run.retry} />
          <Requirements run={found} requestId={requestId} opened={opened} />
        </div>
      )}
    </QueryView>
  );
}

/** Follows the runs of a credential, once it is known whose they are. */
export function LiveRuns({
  credentialId,
  readAgain,
}: {
  readonly credentialId: string;
  readonly readAgain: () => void;
}) {
  useLiveRuns(credentialId, readAgain);
  return null;
}
