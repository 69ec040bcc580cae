import { useViewer } from '@portal/console';
import { LIMITS } from '@portal/domain';
import { Button, StickyBar } from '@portal/ui';
import { useState } from 'react';
import { HandOverDialog } from '../../hand-over/hand-over-dialog.tsx';
import { count, type Many } from './use-many.ts';

/** What can be done with the rows that are chosen, and what became of them. */
export function ManyBar({ many, onLeave }: { many: Many; onLeave: () => void }) {
  const { chosen, full, busy, outcome } = many;
  const permissions = useViewer()?.permissions ?? [];
  const [moving, setMoving] = useState(false);
  const none = chosen.length === 0;
  return (
    <StickyBar label="Várias solicitações">
      <div className="many-told" role="status">
        {outcome ? (
          <>
            <p>{outcome.done}</p>
            {outcome.left.length > 0 && (
              <ul>
                {outcome.left.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </>
        ) : (
          <p>
            {none ? 'Escolha as solicitações na tabela.' : `${count(chosen.length)}.`}
            {full && ` São no máximo ${LIMITS.requestsAtOnce.max} por vez.`}
          </p>
        )}
      </div>
      {outcome?.undo && (
        <Button icon="undo" busy={busy} onClick={() => void outcome.undo?.()}>
          Desfazer
        </Button>
      )}
      {permissions.includes('CLAIM') && (
        <Button
          variant="primary"
          icon="claim"
          busy={busy}
          aria-disabled={none}
          onClick={() => !none && void many.claim()}
        >
          Assumir as escolhidas
        </Button>
      )}
      {permissions.includes('MOVE_CLAIMS') && (
        <Button variant="primary" busy={busy} aria-disabled={none} onClick={() => !none && setMoving(true)}>
          Mover as escolhidas
        </Button>
      )}
      <Button variant="tertiary" onClick={onLeave}>
        Sair da escolha
      </Button>
      {moving && (
        <HandOverDialog
          what={count(chosen.length)}
          busy={busy}
          portfolios={chosen.map(({ portfolio }) => portfolio.slug)}
          onClose={() => setMoving(false)}
          onHandOver={async (to) => {
            await many.handOver(to);
            setMoving(false);
          }}
        />
      )}
    </StickyBar>
  );
}
