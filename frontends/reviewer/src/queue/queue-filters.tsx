import { ENVIRONMENT_LABELS } from '@portal/domain';
import type { Environment } from '@portal/schema/types';
import { SearchField, Select } from '@portal/ui';
import { useQuery } from 'urql';
import { FilterPortfoliosQuery } from './queue-documents.ts';
import { ENVIRONMENT_SLUGS, environmentOfSlug } from './queue-filter.ts';

/** What a list of requests is narrowed by, beside its tabs. */
export interface ListFilter {
  environment?: Environment;
  portfolio?: string;
  text?: string;
}

interface QueueFiltersProps {
  filter: ListFilter;
  onChange: (change: ListFilter) => void;
}

const ENVIRONMENTS = (Object.keys(ENVIRONMENT_LABELS) as Environment[]).map((environment) => ({
  value: ENVIRONMENT_SLUGS[environment],
  label: ENVIRONMENT_LABELS[environment],
}));

/** The filters of the queue and of the history: environment, portfolio, text. Each change is kept in the address. */
export function QueueFilters({ filter, onChange }: QueueFiltersProps) {
  const [{ data }] = useQuery({ query: FilterPortfoliosQuery });
  const portfolios = (data?.portfolios ?? []).filter(({ needsCredential }) => needsCredential);
  return (
    <div className="queue-filters">
      <Select
        label="Ambiente"
        placeholder="Todos"
        options={ENVIRONMENTS}
        value={filter.environment ? ENVIRONMENT_SLUGS[filter.environment] : ''}
        onChange={(event) => onChange({ environment: environmentOfSlug(event.target.value) })}
      />
      <Select
        label="Portfólio"
        placeholder="Todos"
        options={portfolios.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={filter.portfolio ?? ''}
        onChange={(event) => onChange({ portfolio: event.target.value || undefined })}
      />
      <SearchField
        label="Protocolo, estabelecimento ou sistema"
        defaultValue={filter.text}
        onSearch={(text) => onChange({ text: text || undefined })}
      />
    </div>
  );
}
