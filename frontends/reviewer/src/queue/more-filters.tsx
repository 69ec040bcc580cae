import { ACCESS_REQUEST_STATE_LABELS, type ReviewQueueOrder } from '@portal/domain';
import { Button, Checkbox, Dropdown, Icon, Select } from '@portal/ui';
import { useQuery } from 'urql';
import { FilterChoicesQuery } from './queue-documents.ts';
import { keyOf, ORDER_SLUGS, oneOf, QUEUE_STATES, type QueueFilter, type QueueStateSlug } from './queue-filter.ts';

interface MoreFiltersProps {
  filter: QueueFilter;
  onChange: (change: Partial<QueueFilter>) => void;
}

const STATES = (Object.keys(QUEUE_STATES) as QueueStateSlug[]).map((slug) => ({
  value: slug,
  label: ACCESS_REQUEST_STATE_LABELS[QUEUE_STATES[slug]].label,
}));

/** The orders of the queue, in words. */
export const ORDER_LABELS: Record<ReviewQueueOrder, string> = {
  DUE_FIRST: 'Prazo: o mais próximo primeiro',
  DUE_LAST: 'Prazo: o mais distante primeiro',
  SUBMITTED_FIRST: 'Envio: a mais antiga primeiro',
  SUBMITTED_LAST: 'Envio: a mais nova primeiro',
};

const ORDERS = (Object.keys(ORDER_LABELS) as ReviewQueueOrder[]).map((order) => ({
  value: ORDER_SLUGS[order],
  label: ORDER_LABELS[order],
}));

/** What the queue alone is narrowed by and ordered by; how many of it are set stands on its button. */
export function MoreFilters({ filter, onChange }: MoreFiltersProps) {
  const set = [filter.state, filter.reviewer, filter.late, filter.order].filter(Boolean).length;
  return (
    <Dropdown
      className="queue-more"
      label={
        <>
          <Icon name="filter" />
          {set > 0 ? `Mais filtros (${set})` : 'Mais filtros'}
        </>
      }
    >
      <Choices {...{ filter, onChange }} />
      <Button
        size="small"
        onClick={() => onChange({ state: undefined, reviewer: undefined, late: undefined, order: undefined })}
      >
        Limpar estes filtros
      </Button>
    </Dropdown>
  );
}

function Choices({ filter, onChange }: MoreFiltersProps) {
  const [{ data }] = useQuery({ query: FilterChoicesQuery });
  const reviewers = (data?.queueReviewers ?? []).map(({ personId, name }) => ({ value: personId, label: name }));
  const { reviewer } = filter;
  // Who is asked for may have given back everything since.
  if (reviewer && !reviewers.some(({ value }) => value === reviewer)) {
    reviewers.push({ value: reviewer, label: 'Quem não tem nenhuma agora' });
  }
  return (
    <>
      <Select
        label="Situação"
        placeholder="Todas"
        options={STATES}
        value={filter.state ?? ''}
        onChange={(event) => onChange({ state: oneOf(QUEUE_STATES, event.target.value) })}
      />
      <Select
        label="Responsável"
        placeholder="Qualquer pessoa"
        options={reviewers}
        value={reviewer ?? ''}
        onChange={(event) => onChange({ reviewer: event.target.value || undefined })}
      />
      <Select
        label="Ordem"
        options={ORDERS}
        value={ORDER_SLUGS[filter.order ?? 'DUE_FIRST']}
        onChange={(event) => onChange({ order: keyOf(ORDER_SLUGS, event.target.value) })}
      />
      <Checkbox
        label="Só as atrasadas"
        checked={filter.late ?? false}
        onChange={(event) => onChange({ late: event.target.checked || undefined })}
      />
    </>
  );
}
