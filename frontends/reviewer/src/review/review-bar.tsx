import { useViewer } from '@portal/console';
import { ACCESS_REQUEST_ACTION_LABELS } from '@portal/domain';
import { Button, IconButton, StickyBar } from '@portal/ui';
import { useState } from 'react';
import { HandOverDialog } from '../hand-over/hand-over-dialog.tsx';
import type { Decision } from './decision/decision-draft.ts';
import { DECISION_KEYS } from './keys/desk-keys.ts';
import { useKeyOf } from './keys/keys-context.ts';
import type { Next } from './next/use-next.ts';
import type { ReviewRequest } from './submission/fields.ts';
import { useClaim } from './use-claim.ts';

interface ReviewBarProps {
  request: ReviewRequest;
  next: Next;
  onDecide: (decision: Decision) => void;
  onHelp: () => void;
}

/** What the viewer may do now, as the graph says it: decide, take it, put it back; and the ways on, which are always there. */
export function ReviewBar({ request, next, onDecide, onHelp }: ReviewBarProps) {
  const may = new Set(request.allowedActions);
  const claims = useViewer()?.permissions.includes('CLAIM');
  const helpKey = useKeyOf('?');
  const nextKey = useKeyOf('p');
  const skipKey = useKeyOf('x');
  return (
    <StickyBar label="Decisão">
      {may.has('APPROVE') && <Decisions onDecide={onDecide} />}
      <Holding request={request} />
      <div className="bar-ways">
        {claims && (
          <>
            <Button icon="next" busy={next.busy} {...nextKey} onClick={next.next}>
              Próxima
            </Button>
            <Button variant="tertiary" icon="skip" {...skipKey} onClick={next.skip}>
              Pular
            </Button>
          </>
        )}
        <IconButton icon="keyboard" {...helpKey} label="Teclas de atalho" onClick={onHelp} />
      </div>
    </StickyBar>
  );
}

function Decisions({ onDecide }: Pick<ReviewBarProps, 'onDecide'>) {
  const label = (action: Decision) => ACCESS_REQUEST_ACTION_LABELS[action];
  const keys = {
    APPROVE: useKeyOf(DECISION_KEYS.APPROVE),
    REQUEST_CHANGES: useKeyOf(DECISION_KEYS.REQUEST_CHANGES),
    REJECT: useKeyOf(DECISION_KEYS.REJECT),
  };
  return (
    <>
      <Button variant="primary" icon="success" {...keys.APPROVE} onClick={() => onDecide('APPROVE')}>
        {label('APPROVE')}
      </Button>
      <Button icon="edit" {...keys.REQUEST_CHANGES} onClick={() => onDecide('REQUEST_CHANGES')}>
        {label('REQUEST_CHANGES')}
      </Button>
      <Button icon="refused" danger {...keys.REJECT} onClick={() => onDecide('REJECT')}>
        {label('REJECT')}
      </Button>
    </>
  );
}

/** Takes it or puts it back, in its place: nothing that one reads moves. */
function Holding({ request }: Pick<ReviewBarProps, 'request'>) {
  const { claim, release, handOver } = useClaim('problems');
  // By the act: the button that comes in the place of the pressed one is not busy, and no wider for it.
  const [busy, setBusy] = useState<'CLAIM' | 'RELEASE' | 'HAND_OVER'>();
  const [handing, setHanding] = useState(false);
  const may = new Set(request.allowedActions);
  const claimKey = useKeyOf('c');
  const act = async (name: NonNullable<typeof busy>, work: () => Promise<unknown>) => {
    setBusy(name);
    await work();
    setBusy(undefined);
  };
  const { state, reviewer } = request;
  const held = state === 'IN_REVIEW' && reviewer && !may.has('APPROVE');
  return (
    <>
      {may.has('CLAIM') && (
        <Button
          variant="primary"
          icon="claim"
          busy={busy === 'CLAIM'}
          {...claimKey}
          onClick={() => act('CLAIM', () => claim(request))}
        >
          Assumir
        </Button>
      )}
      {may.has('RELEASE') && (
        <Button variant="tertiary" busy={busy === 'RELEASE'} onClick={() => act('RELEASE', () => release(request))}>
          Devolver à fila
        </Button>
      )}
      {may.has('HAND_OVER') && (
        <Button variant="tertiary" onClick={() => setHanding(true)}>
          Repassar
        </Button>
      )}
      {handing && (
        <HandOverDialog
          what={`a solicitação ${request.protocol}`}
          busy={busy === 'HAND_OVER'}
          portfolios={[request.portfolio.slug]}
          without={reviewer?.personId}
          onClose={() => setHanding(false)}
          onHandOver={async (to) => {
            await act('HAND_OVER', () => handOver(request, to));
            setHanding(false);
          }}
        />
      )}
      <span className="held-by" role="status">
        {held && `A análise está com ${reviewer.name}.`}
        {may.has('APPROVE') && <span className="visually-hidden">A análise está com você.</span>}
      </span>
    </>
  );
}
