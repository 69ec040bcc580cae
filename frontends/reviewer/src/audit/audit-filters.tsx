import { ACT_WORDS, SUBJECT_WORDS } from '@portal/domain';
import { SearchField, Select, TextField } from '@portal/ui';
import { useState } from 'react';
import { oneOf } from '../queue/queue-filter.ts';
import type { AuditFilter } from './audit-filter.ts';
import { LOGS } from './logs.ts';

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words)
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'pt-BR'));

const LOG_OPTIONS = Object.entries(LOGS).map(([value, label]) => ({ value, label }));
const ACT_OPTIONS = optionsOf(ACT_WORDS);
const SUBJECT_OPTIONS = optionsOf(SUBJECT_WORDS);

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (change: AuditFilter) => void;
  onPerson: (person: string | undefined) => void;
}

/** What the log is narrowed to; each change is kept in the address. */
export function AuditFilters({ filter, onChange, onPerson }: AuditFiltersProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <div className="queue-filters audit-filters">
      <Select
        label="Parte do Portal"
        options={LOG_OPTIONS}
        value={filter.log ?? 'credentials'}
        onChange={(event) => onChange({ log: oneOf(LOGS, event.target.value) })}
      />
      <TextField
        label="Mês"
        type="month"
        pattern="\d{4}-\d{2}"
        value={typed ?? filter.month ?? ''}
        onChange={({ target: { value } }) => {
          // Where a browser has no field for months it is a text, which is no month while it is written.
          const isMonth = /^(\d{4}-(0[1-9]|1[0-2]))?$/.test(value);
          setTyped(isMonth ? undefined : value);
          if (isMonth) onChange({ month: value || undefined });
        }}
      />
      <Select
        label="Ato"
        placeholder="Todos"
        options={ACT_OPTIONS}
        value={filter.act ?? ''}
        onChange={(event) => onChange({ act: event.target.value || undefined })}
      />
      <Select
        label="Tipo"
        placeholder="Todos"
        options={SUBJECT_OPTIONS}
        value={filter.subject ?? ''}
        onChange={(event) => onChange({ subject: event.target.value || undefined })}
      />
      <SearchField
        label="Protocolo ou identificador"
        defaultValue={filter.about}
        onSearch={(about) => onChange({ about: about || undefined })}
      />
      <SearchField
        label="Nome de quem fez"
        defaultValue={filter.person}
        onSearch={(person) => onPerson(person || undefined)}
      />
    </div>
  );
}
