import { QueryView } from '@portal/console';
import { CONFORMANCE_RUN_OUTCOME_LABELS, newMessagesWord, suiteChangeWords } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { proposalsWaiting } from './open-proposals.tsx';
import { LiveRuns, OpenRun } from './open-run.tsx';
import { type ReviewableRun, useRunsUnderReview } from './use-runs-under-review.ts';

interface RunsPanelProps {
  readonly requestId: string;
}

/** What the homologation credential of a request came to, complete or not, and what waits there for a second person. */
export function RunsPanel({ requestId }: RunsPanelProps) {
  const runs = useRunsUnderReview(requestId);
  if (runs.value?.length === 0 && !runs.error) return null;
  return (
    <section aria-labelledby="roteiros-da-credencial">
      <h2 id="roteiros-da-credencial">Roteiros de conformidade</h2>
      <QueryView of={runs} lines={3}>
        {(found) => <Runs runs={found} requestId={requestId} readAgain={runs.retry} />}
      </QueryView>
    </section>
  );
}

interface RunsProps extends RunsPanelProps {
  readonly runs: readonly ReviewableRun[];
  readonly readAgain: () => void;
}

function Runs({ runs, requestId, readAgain }: RunsProps) {
  const [first] = runs;
  const waiting = runs.reduce((sum, { openProposals }) => sum + openProposals, 0);
  return (
    <>
      {first && <LiveRuns credentialId={first.credentialId} readAgain={readAgain} />}
      {waiting > 0 && (
        <Message tone="warning" role="none">
          <p>{proposalsWaiting(waiting)}</p>
        </Message>
      )}
      {runs.map((run) => (
        <RunView key={run.id} run={run} requestId={requestId} />
      ))}
    </>
  );
}

function RunView({ run, requestId }: RunsPanelProps & { readonly run: ReviewableRun }) {
  const [open, setOpen] = useState(false);
  const { id, suite, suiteChange, outcome, connector, openProposals } = run;
  const left = leftOf(run);
  const unread = run.requirements.reduce((sum, { unreadMessages }) => sum + unreadMessages, 0);
  return (
    <>
      <p>
        {suite.title}, versão {suite.version}
        {connector !== null && `, ${connector}`}: {CONFORMANCE_RUN_OUTCOME_LABELS[outcome].toLowerCase()}
        {left > 0 && `, ${left === 1 ? 'falta 1' : `faltam ${left}`}`}
        {openProposals > 0 && `, em análise: ${openProposals}`}
        {unread > 0 && `, ${newMessagesWord(unread)}`}.
      </p>
      {suiteChange && <p>{suiteChangeWords(suiteChange, outcome)}</p>}
      <Button size="small" icon={open ? 'up' : 'down'} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Fechar os requisitos' : 'Ver os requisitos'}
        <span className="visually-hidden"> de {suite.title}</span>
      </Button>
      {open && <OpenRun id={id} requestId={requestId} />}
    </>
  );
}

/** What is left to calls and to declarations: what is in review is told beside it. */
function leftOf({ remaining, requirements }: ReviewableRun): number {
  const inReview = requirements.filter(({ severity, outcome }) => severity === 'REQUIRED' && outcome === 'IN_REVIEW');
  return remaining - inReview.length;
}
