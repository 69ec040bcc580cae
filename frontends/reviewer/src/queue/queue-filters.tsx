import { ENVIRONMENT_LABELS, UF_NAMES, UFS } from '@portal/domain';
import type { Environment } from '@portal/schema/types';
import { SearchField, Select } from '@portal/ui';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { FilterChoicesQuery } from './queue-documents.ts';
import { ENVIRONMENT_SLUGS, keyOf, type ListFilter, oneOf } from './queue-filter.ts';

interface QueueFiltersProps {
  filter: ListFilter;
  onChange: (change: ListFilter) => void;
  /** What this list alone is narrowed by. */
  children?: ReactNode;
}

const ENVIRONMENTS = (Object.keys(ENVIRONMENT_LABELS) as Environment[]).map((environment) => ({
  value: ENVIRONMENT_SLUGS[environment],
  label: ENVIRONMENT_LABELS[environment],
}));

/** The filters of all lists of requests: text, environment, portfolio, UF. Each change is kept in the address. */
export function QueueFilters({ filter, onChange, children }: QueueFiltersProps) {
  const [{ data }] = useQuery({ query: FilterChoicesQuery });
  const bound = data?.viewer?.portfolios;
  const portfolios = (data?.portfolios ?? []).filter(({ slug, needsCredential }) =>
    bound ? bound.includes(slug) : needsCredential,
  );
  return (
    <div className="queue-filters">
      <SearchField
        label="Protocolo, CNPJ, CNES, sistema ou pessoa"
        defaultValue={filter.text}
        onSearch={(text) => onChange({ text: text || undefined })}
      />
      <Select
        label="Ambiente"
        placeholder="Todos"
        options={ENVIRONMENTS}
        value={filter.environment ? ENVIRONMENT_SLUGS[filter.environment] : ''}
        onChange={(event) => onChange({ environment: keyOf(ENVIRONMENT_SLUGS, event.target.value) })}
      />
      <Select
        label="Portfólio"
        placeholder={bound ? `Os que analiso (${bound.length})` : 'Todos'}
        options={portfolios.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={filter.portfolio ?? ''}
        onChange={(event) => onChange({ portfolio: event.target.value || undefined })}
      />
      <Select
        label="UF"
        placeholder="Todas"
        options={UFS.map((uf) => ({ value: uf, label: UF_NAMES[uf] }))}
        value={filter.uf ?? ''}
        onChange={(event) => onChange({ uf: oneOf(UF_NAMES, event.target.value) })}
      />
      {children}
    </div>
  );
}
