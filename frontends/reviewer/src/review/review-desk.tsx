import type { Erased } from '@portal/console/conversation';
import { EvidenceViewer, FIRST_VIEW, openFile } from '@portal/viewer';
import { useId, useRef, useState } from 'react';
import type { QueueFilter } from '../queue/queue-filter.ts';
import { usePreference } from '../use-preference.ts';
import { Checklist } from './checklist/checklist.tsx';
import { useCurrent } from './checklist/use-current.ts';
import { ReportPanel } from './conformance/report-panel.tsx';
import { RunsPanel } from './conformance/runs-panel.tsx';
import { DecisionFoot } from './decision/decision-foot.tsx';
import { useHeldDecision } from './decision/use-held-decision.ts';
import { Separator } from './desk/separator.tsx';
import { keptShare } from './desk/share.ts';
import { useDeskTop } from './desk/use-desk-top.ts';
import { KeysOn } from './keys/keys-context.ts';
import { KeysHelp } from './keys/keys-help.tsx';
import { useDeskKeys } from './keys/use-desk-keys.ts';
import { ReviewHead } from './review-head.tsx';
import { isCompared } from './submission/changes.ts';
import type { ReviewRequest } from './submission/fields.ts';
import { Told, type ToldReading } from './submission/told.tsx';

interface ReviewDeskProps {
  request: ReviewRequest;
  /** The queue that the reviewer came from. */
  filter: QueueFilter;
  /** Its messages that were erased while one looked. */
  erased: Erased;
}

/**
 * What proves beside what is asked: the evidence, or where there is none what was submitted, stays in sight while one goes
 * through the requirements and writes the decision.
 */
export function ReviewDesk({ request, filter, erased }: ReviewDeskProps) {
  const proofId = useId();
  const desk = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(FIRST_VIEW);
  const [reading, setReading] = useState<ToldReading>();
  const [helping, setHelping] = useState(false);
  const [share, keepShare] = usePreference('mesa.largura', keptShare);
  const [keysOn, keepKeys] = usePreference('mesa.teclas', (kept) => kept !== false);
  const decision = useHeldDecision(request);
  const current = useCurrent(request, showProofOf);
  useDeskTop(desk);
  useDeskKeys(keysOn);

  function showProofOf(code: string) {
    const proofs = request.checklist.find(({ requirement }) => requirement.code === code)?.evidence ?? [];
    const shown = request.evidence[view.file]?.id;
    // What proves it and is open already stays as it is, at its page.
    if (proofs.length === 0 || proofs.some(({ id }) => id === shown)) return;
    const at = request.evidence.findIndex(({ id }) => id === proofs[0]?.id);
    if (at >= 0) setView(openFile(view, at));
  }
  function readMessages() {
    setReading('mensagens');
    // Once the tab is there: where it stands differs with what is proven.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.review-told [role="tabpanel"]')?.focus());
  }
  function openEvidence(id: string) {
    setView(
      openFile(
        view,
        request.evidence.findIndex((file) => file.id === id),
      ),
    );
    document.querySelector<HTMLElement>('.evidence-stage')?.focus();
  }

  const production = request.environment === 'PRODUCTION';
  const proven = request.evidence.length > 0 || (production && !request.replaces);
  const compared = isCompared(request);
  const told = <Told {...{ request, reading, erased }} onRead={setReading} onOpenEvidence={openEvidence} />;
  return (
    <KeysOn value={keysOn}>
      <ReviewHead request={request} onMessages={readMessages} />
      <div ref={desk} className="review-desk" style={{ '--proof-share': `${share}%` } as React.CSSProperties}>
        <div id={proofId} className="review-proof">
          {proven ? <EvidenceViewer fills evidence={request.evidence} view={view} onView={setView} /> : told}
        </div>
        <Separator controls={proofId} share={share} onShare={keepShare} />
        <div className="review-work">
          {proven && compared && told}
          <Checklist request={request} current={current} onOpenEvidence={openEvidence} />
          {request.evidence.length > 0 && (
            <ReportPanel requestId={request.id} evidenceId={request.evidence[view.file]?.id} />
          )}
          {production && <RunsPanel requestId={request.id} />}
          {proven && !compared && told}
        </div>
        <DecisionFoot {...{ request, filter, decision }} onHelp={() => setHelping(true)} />
      </div>
      {helping && <KeysHelp on={keysOn} onSwitch={keepKeys} onClose={() => setHelping(false)} />}
    </KeysOn>
  );
}
