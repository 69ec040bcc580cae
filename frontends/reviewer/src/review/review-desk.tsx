import { EvidenceViewer, FIRST_VIEW, openFile } from '@portal/console/evidence';
import { Tabs } from '@portal/ui';
import { useState } from 'react';
import type { QueueFilter } from '../queue/queue-filter.ts';
import { Checklist } from './checklist/checklist.tsx';
import { ReportPanel } from './conformance/report-panel.tsx';
import { RunsPanel } from './conformance/runs-panel.tsx';
import { Decided } from './decision/decided.tsx';
import { DecisionDialog } from './decision/decision-dialog.tsx';
import type { Decision } from './decision/decision-draft.ts';
import { ReviewBar } from './review-bar.tsx';
import { ReviewHead } from './review-head.tsx';
import type { ReviewRequest } from './submission/fields.ts';
import { RequestHistory } from './submission/request-history.tsx';
import { Submission } from './submission/submission.tsx';
import { WhatChanged } from './submission/what-changed.tsx';

type Reading = 'mudou' | 'enviado' | 'historico';

interface ReviewDeskProps {
  request: ReviewRequest;
  /** The queue that the reviewer came from. */
  filter: QueueFilter;
}

/** What was submitted beside the evidence and the checklist, with the decision at the foot. */
export function ReviewDesk({ request, filter }: ReviewDeskProps) {
  const resubmitted = request.submissions > 1;
  const [reading, setReading] = useState<Reading>(resubmitted ? 'mudou' : 'enviado');
  const [view, setView] = useState(FIRST_VIEW);
  const [deciding, setDeciding] = useState<Decision>();
  const [decided, setDecided] = useState<{ decision: Decision; request: ReviewRequest }>();
  const mayDecide = request.allowedActions.includes('APPROVE');

  function openEvidence(id: string) {
    const at = request.evidence.findIndex((file) => file.id === id);
    setView(openFile(view, at));
    document.querySelector<HTMLElement>('.evidence-stage')?.focus();
  }

  return (
    <>
      <ReviewHead request={request} />
      {decided && <Decided {...decided} filter={filter} />}
      <div className="review-desk">
        <div className="review-told">
          <Tabs
            label="O que foi enviado"
            tabs={[
              ...(resubmitted ? [{ id: 'mudou' as const, label: 'O que mudou' }] : []),
              { id: 'enviado', label: 'Tudo o que foi enviado' },
              { id: 'historico', label: 'Histórico' },
            ]}
            selected={reading}
            onSelect={setReading}
          >
            {reading === 'mudou' && <WhatChanged request={request} />}
            {reading === 'enviado' && <Submission request={request} />}
            {reading === 'historico' && <RequestHistory request={request} />}
          </Tabs>
        </div>
        <div className="review-proof">
          {(request.evidence.length > 0 || request.environment === 'PRODUCTION') && (
            <EvidenceViewer evidence={request.evidence} view={view} onView={setView} />
          )}
          {request.evidence.length > 0 && (
            <ReportPanel requestId={request.id} evidenceId={request.evidence[view.file]?.id} />
          )}
          {request.environment === 'PRODUCTION' && <RunsPanel requestId={request.id} />}
          <Checklist request={request} mayAssess={mayDecide} onOpenEvidence={openEvidence} />
        </div>
      </div>
      <ReviewBar request={request} onDecide={setDeciding} />
      {deciding && mayDecide && (
        <DecisionDialog
          key={deciding}
          request={request}
          decision={deciding}
          onClose={() => setDeciding(undefined)}
          onDecided={(decision, after) => {
            setDeciding(undefined);
            setDecided({ decision, request: after });
          }}
        />
      )}
    </>
  );
}
