import { QueryView, useRead, useViewer } from '@portal/console';
import { formatNumber } from '@portal/domain';
import { Button, Dialog, EmptyState, Select } from '@portal/ui';
import { useId, useState } from 'react';
import { ColleaguesQuery } from './hand-over-documents.ts';

/** Somebody to hand requests to. */
export interface Recipient {
  personId: string;
  name: string;
}

interface HandOverDialogProps {
  /** "a solicitação 2026-0000123-6", "3 solicitações". */
  what: string;
  busy: boolean;
  /** Of which portfolios they are: who is bound to others cannot have them. */
  portfolios: readonly string[];
  /** Who cannot have it: its holder. */
  without?: string | undefined;
  onHandOver: (to: Recipient) => void;
  onClose: () => void;
}

/** Asks to whom: they are told, and the request leaves one's hands. */
export function HandOverDialog({ what, busy, portfolios, without, onHandOver, onClose }: HandOverDialogProps) {
  const formId = useId();
  const viewer = useViewer();
  const colleagues = useRead({
    query: ColleaguesQuery,
    variables: {},
    // How much each holds changes by the minute.
    requestPolicy: 'cache-and-network',
    pick: (data) =>
      data.colleagues?.filter(
        ({ personId, portfolios: bound }) =>
          personId !== viewer?.id &&
          personId !== without &&
          (!bound || portfolios.every((portfolio) => bound.includes(portfolio))),
      ),
  });
  const [chosen, choose] = useState('');
  const [missing, setMissing] = useState(false);
  const to = colleagues.value?.find(({ personId }) => personId === chosen);
  return (
    <Dialog
      open
      title={`Repassar ${what}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          {(colleagues.value?.length ?? 0) > 0 && (
            <Button variant="primary" type="submit" form={formId} busy={busy}>
              Repassar
            </Button>
          )}
        </>
      }
    >
      <QueryView
        of={colleagues}
        lines={3}
        empty={
          <EmptyState title="Ainda não há a quem repassar">
            Aparecem aqui os analistas destes portfólios que abriram a fila nos últimos 30 dias.
          </EmptyState>
        }
      >
        {(people) => (
          <form
            id={formId}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (to) onHandOver(to);
              else setMissing(true);
            }}
          >
            <Select
              label="Para quem"
              help="A pessoa é avisada e passa a responder pela análise. Estão aqui os analistas que abriram a fila nos últimos 30 dias: confirme que a pessoa ainda analisa. O histórico mostra quem repassou e para quem."
              placeholder="Escolha uma pessoa"
              error={missing && !to ? 'Escolha para quem repassar.' : undefined}
              value={chosen}
              onChange={(event) => choose(event.target.value)}
              options={people.map(({ personId, name, holding }) => ({
                value: personId,
                label: `${name} (${load(holding)})`,
              }))}
            />
          </form>
        )}
      </QueryView>
    </Dialog>
  );
}

function load(holding: number): string {
  if (holding === 0) return 'nenhuma em análise';
  return `${formatNumber(holding)} em análise`;
}
