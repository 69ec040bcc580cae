import { formatDay, type Holiday, LIMITS, nationalHolidays, yearInSaoPaulo } from '@portal/domain';
import { Button, Disclosure, Message, TextField } from '@portal/ui';

interface HolidaysFieldsProps {
  readonly id: string;
  readonly value: readonly Holiday[];
  readonly error: string | undefined;
  readonly onChange: (holidays: readonly Holiday[]) => void;
}

/** Holidays beside the national ones, which are shown and stay. */
export function HolidaysFields({ id, value, error, onChange }: HolidaysFieldsProps) {
  const year = yearInSaoPaulo(new Date());
  const set = (place: number, change: Partial<Holiday>) =>
    onChange(value.map((holiday, index) => (index === place ? { ...holiday, ...change } : holiday)));
  return (
    <fieldset className="rules-part" id={id} tabIndex={-1}>
      <legend>Feriados</legend>
      <p className="field-help">
        Sábados, domingos e feriados nacionais não são dias úteis. Acrescente os locais e os pontos facultativos em que
        não há expediente. Contam só para prazos em dias úteis.
      </p>
      <Disclosure summary={`Feriados nacionais de ${year} e ${year + 1}`}>
        <ul>
          {[...nationalHolidays(year), ...nationalHolidays(year + 1)].map(({ date, name }) => (
            <li key={date}>
              {formatDay(date)}: {name}
            </li>
          ))}
        </ul>
      </Disclosure>
      {value.map(({ date, name }, place) => (
        // Rows have no name of their own, and are only added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="rules-row" key={place}>
          <TextField
            label={`Data do feriado ${place + 1}`}
            type="date"
            value={date}
            onChange={({ target }) => set(place, { date: target.value })}
          />
          <TextField
            label={`Nome do feriado ${place + 1}`}
            maxLength={LIMITS.holidayName.max}
            value={name}
            onChange={({ target }) => set(place, { name: target.value })}
          />
          <Button size="small" icon="remove" onClick={() => onChange(value.filter((_, index) => index !== place))}>
            Remover<span className="visually-hidden"> o feriado {name || place + 1}</span>
          </Button>
        </div>
      ))}
      {error && <Message tone="danger">{error}</Message>}
      {value.length < LIMITS.holidays.max && (
        <Button size="small" icon="add" onClick={() => onChange([...value, { date: '', name: '' }])}>
          Acrescentar feriado
        </Button>
      )}
    </fieldset>
  );
}
