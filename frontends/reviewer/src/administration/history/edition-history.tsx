import type { problemsOf } from '@portal/console/acts';
import { formatDateTime } from '@portal/domain';
import { Button, ConfirmDialog, Message, Timeline, useNotify } from '@portal/ui';
import { type ReactNode, useId, useRef, useState } from 'react';

/** Something that was published. */
export interface Edition {
  number: number;
  /** The one that was gone back to by it. */
  restores?: number | null;
  /** Whether it took what there was out of use. */
  withdraws?: boolean;
  publishedAt: string;
  publishedBy: string;
}

type Problems = ReturnType<typeof problemsOf>;

interface EditionHistoryProps<Kept extends Edition> {
  /** What notices of it are about. */
  about: string;
  /** The newest first. */
  editions: readonly Kept[];
  administers: boolean;
  /** What one says and the other did not; all of it where there is no other. */
  changes: (edition: Kept, before: Kept | undefined) => ReactNode;
  /** Goes back to one, and tells why it could not. */
  onRestore: (number: number) => Promise<Problems>;
  /** Of what is in use and may be taken out of it. */
  withdrawal?: { title: string; text: string; done: string; onWithdraw: () => Promise<Problems> };
  /** What is to be known before the first was published. */
  children?: ReactNode;
}

/** What was published, the newest first, with who did it and what it changed; any of it can be gone back to. */
export function EditionHistory<Kept extends Edition>(props: EditionHistoryProps<Kept>) {
  const { about, editions, administers, changes, onRestore, withdrawal, children } = props;
  const [asking, ask] = useState<'withdraw' | Kept>();
  const [compared, compare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const acting = useRef(false);
  const { notify } = useNotify();
  const headingId = useId();
  const [newest] = editions;
  const isInUse = (edition: Kept) => edition === newest && !edition.withdraws;

  async function confirmed(act: () => Promise<Problems>, done: string): Promise<void> {
    // Two presses in a row come before the button says that it is busy.
    if (acting.current) return;
    acting.current = true;
    setBusy(true);
    const [first] = await act();
    acting.current = false;
    setBusy(false);
    ask(undefined);
    setProblem(first?.message);
    if (!first) notify({ about, tone: 'success', text: done });
  }

  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId}>Versões publicadas</h2>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      {editions.length === 0 && children}
      <Timeline
        label="Versões publicadas"
        items={editions.map((edition, place) => {
          const { number, withdraws } = edition;
          const before = editions.slice(place + 1).find((one) => !one.withdraws);
          const isShown = compared === number;
          return {
            id: String(number),
            title: titleOf(edition),
            at: formatDateTime(edition.publishedAt),
            dateTime: edition.publishedAt,
            actor: edition.publishedBy,
            tone: isInUse(edition) ? 'green' : 'grey',
            children: !withdraws && (
              <>
                <div className="button-row">
                  {/* Of the oldest that is still told there may be no other to hold it against. */}
                  {(before || number === 1) && (
                    <Button
                      size="small"
                      variant="tertiary"
                      aria-expanded={isShown}
                      onClick={() => compare(isShown ? undefined : number)}
                    >
                      {isShown ? 'Esconder' : 'Ver'} o que {before ? 'mudou na' : 'diz a'} versão {number}
                    </Button>
                  )}
                  {administers && place > 0 && (
                    <Button size="small" onClick={() => ask(edition)}>
                      Voltar à versão {number}
                    </Button>
                  )}
                </div>
                {isShown && changes(edition, before)}
              </>
            ),
          };
        })}
      />
      {administers && withdrawal && (
        <Button danger onClick={() => ask('withdraw')}>
          Tirar de uso
        </Button>
      )}
      {withdrawal && (
        <ConfirmDialog
          open={asking === 'withdraw'}
          title={withdrawal.title}
          confirmLabel="Tirar de uso"
          danger
          busy={busy}
          onConfirm={() => void confirmed(withdrawal.onWithdraw, withdrawal.done)}
          onCancel={() => ask(undefined)}
        >
          <p>{withdrawal.text}</p>
        </ConfirmDialog>
      )}
      <ConfirmDialog
        open={typeof asking === 'object'}
        title={typeof asking === 'object' ? `Voltar à versão ${asking.number}` : ''}
        confirmLabel={typeof asking === 'object' ? `Voltar à versão ${asking.number}` : ''}
        busy={busy}
        onConfirm={() => {
          if (typeof asking !== 'object') return;
          const { number } = asking;
          void confirmed(() => onRestore(number), `A versão ${number} vale de novo.`);
        }}
        onCancel={() => ask(undefined)}
      >
        <p>Ela passa a valer agora, para todos, como a versão mais nova. Um rascunho que exista fica guardado.</p>
        {typeof asking === 'object' && newest && isInUse(newest) && changes(asking, newest)}
      </ConfirmDialog>
    </section>
  );
}

function titleOf({ number, withdraws, restores }: Edition): string {
  if (withdraws) return `Versão ${number}: tirado de uso`;
  return restores == null ? `Versão ${number}` : `Versão ${number} (volta à versão ${restores})`;
}
