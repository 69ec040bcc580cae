import {
  ANSWER_TIME_LIMITS,
  type AnswerTimeUnit,
  answerMoments,
  ENVIRONMENT_LABELS,
  type Environment,
  formatDateTime,
  type Holiday,
  LIMITS,
  parseAnswerTime,
  WORK_HOURS,
} from '@portal/domain';
import { Button, Message, Select, TextField } from '@portal/ui';
import type { ReactNode } from 'react';
import type { RuledPortfolio, WrittenTime } from './written.ts';

const UNITS: readonly { value: AnswerTimeUnit; label: string }[] = [
  { value: 'HOURS', label: 'horas corridas' },
  { value: 'WORKING_DAYS', label: 'dias úteis' },
];

interface AnswerTimesFieldsProps {
  readonly id: string;
  readonly value: readonly WrittenTime[];
  readonly error: string | undefined;
  readonly holidays: readonly Holiday[];
  readonly portfolios: readonly RuledPortfolio[];
  readonly onChange: (times: readonly WrittenTime[]) => void;
}

/** In how long it is answered: for all portfolios, and for those that have a time of their own. */
export function AnswerTimesFields({ id, value, error, holidays, portfolios, onChange }: AnswerTimesFieldsProps) {
  const set = (place: number, change: Partial<WrittenTime>) =>
    onChange(value.map((time, index) => (index === place ? { ...time, ...change } : time)));
  return (
    <fieldset className="rules-part" id={id} tabIndex={-1}>
      <legend>Prazo de resposta</legend>
      <p className="field-help">
        Horas corridas contam do envio em diante. Em dias úteis, o dia do envio não conta, e o prazo termina às{' '}
        {WORK_HOURS.to}h (Brasília) do último dia; o expediente é das {WORK_HOURS.from}h às {WORK_HOURS.to}h. Quem
        analisa é lembrado a dois terços do prazo; a coordenação, a cinco sextos. Uma mudança não move prazos em curso.
      </p>
      {value.map((time, place) => (
        // Rows have no name of their own, and are only added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <TimeRow
          key={place}
          time={time}
          portfolios={portfolios}
          help={exampleOf(time, holidays)}
          set={(change) => set(place, change)}
        >
          {time.portfolio !== null && (
            <Button size="small" icon="remove" onClick={() => onChange(value.filter((_, index) => index !== place))}>
              Remover<span className="visually-hidden"> o prazo de {nameOf(time, portfolios)}</span>
            </Button>
          )}
        </TimeRow>
      ))}
      {error && <Message tone="danger">{error}</Message>}
      {value.length < LIMITS.answerTimes.max && (
        <Button
          size="small"
          icon="add"
          onClick={() =>
            onChange([...value, { portfolio: '', environment: 'PRODUCTION', unit: 'HOURS', amount: '72' }])
          }
        >
          Prazo próprio de um portfólio
        </Button>
      )}
    </fieldset>
  );
}

interface TimeRowProps {
  readonly time: WrittenTime;
  readonly portfolios: readonly RuledPortfolio[];
  readonly help: string | undefined;
  readonly set: (change: Partial<WrittenTime>) => void;
  readonly children: ReactNode;
}

function TimeRow({ time, portfolios, help, set, children }: TimeRowProps) {
  const where = nameOf(time, portfolios);
  const { max } = ANSWER_TIME_LIMITS[time.unit];
  const chosen = portfolios.find(({ slug }) => slug === time.portfolio);
  return (
    <div className="rules-row">
      {time.portfolio === null ? (
        <p className="rules-row-name">{ENVIRONMENT_LABELS[time.environment]}</p>
      ) : (
        <>
          <Select
            label="Portfólio"
            placeholder="Escolha"
            options={optionsOf(portfolios, time.portfolio)}
            value={time.portfolio}
            onChange={({ target }) => set({ portfolio: target.value })}
          />
          <Select
            label={`Ambiente de ${where}`}
            options={(chosen?.environments ?? (['HOMOLOGATION', 'PRODUCTION'] as const)).map((value) => ({
              value,
              label: ENVIRONMENT_LABELS[value],
            }))}
            value={time.environment}
            onChange={({ target }) => set({ environment: target.value as Environment })}
          />
        </>
      )}
      <TextField
        label={`Prazo de ${where}`}
        type="number"
        inputMode="numeric"
        min={1}
        max={max}
        value={time.amount}
        onChange={({ target }) => set({ amount: target.value })}
      />
      <Select
        label={`Unidade de ${where}`}
        options={UNITS}
        value={time.unit}
        onChange={({ target }) => set({ unit: target.value as AnswerTimeUnit })}
      />
      {children}
      {help && <p className="field-help rules-row-help">{help}</p>}
    </div>
  );
}

/** When an answer would be due to what is sent now. */
function exampleOf({ unit, amount }: WrittenTime, holidays: readonly Holiday[]): string | undefined {
  const time = parseAnswerTime(unit, Number(amount));
  if (!time.ok) return undefined;
  const { dueAt } = answerMoments(new Date(), time.value, new Set(holidays.map(({ date }) => date)));
  return `Enviada agora, teria resposta até ${formatDateTime(dueAt)}.`;
}

function nameOf({ portfolio, environment }: WrittenTime, portfolios: readonly RuledPortfolio[]): string {
  if (portfolio === null) return ENVIRONMENT_LABELS[environment].toLowerCase();
  return portfolios.find(({ slug }) => slug === portfolio)?.name ?? (portfolio || 'portfólio a escolher');
}

/** Those that there are, and the one that is chosen, whatever became of it. */
function optionsOf(portfolios: readonly RuledPortfolio[], chosen: string) {
  const offered = portfolios.map(({ slug, name }) => ({ value: slug, label: name }));
  const isGone = chosen !== '' && !portfolios.some(({ slug }) => slug === chosen);
  return isGone ? [...offered, { value: chosen, label: chosen }] : offered;
}
