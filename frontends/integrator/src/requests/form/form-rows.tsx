import { Button, IconButton, Message, TextField } from '@portal/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { AskedHere } from './asked-here.tsx';
import { FIELDS } from './fields.ts';
import { faultAt, fieldId, leaveField, useForm } from './form-context.ts';

interface FormRowsProps {
  readonly name: 'system.ipRanges' | 'system.integratesWith';
  readonly legend: string;
  readonly help?: ReactNode;
  /** A row's label; the number follows it. */
  readonly rowLabel: string;
  readonly addLabel: string;
  readonly most: number;
  readonly placeholder?: string;
  /** Notices about a row that passes. */
  readonly notices?: (row: string) => readonly string[];
  /** A notice about all rows together. */
  readonly together?: (rows: readonly string[]) => string | undefined;
}

/** A list with one text a row. There is always a row to type in. */
export function FormRows({
  name,
  legend,
  help,
  rowLabel,
  addLabel,
  most,
  placeholder,
  notices,
  together,
}: FormRowsProps) {
  const { store, state } = useForm();
  const rows = state.values[name].length > 0 ? state.values[name] : [''];
  const group = useRef<HTMLFieldSetElement>(null);
  const focusRow = useRef<number | null>(null);
  const whole = faultAt(state, name);

  useEffect(() => {
    if (focusRow.current === null) return;
    group.current?.querySelectorAll('input')[focusRow.current]?.focus();
    focusRow.current = null;
  });

  function change(index: number, text: string): void {
    // A list pasted at once becomes a row each.
    const pasted = text.split(/[\s,;]+/).filter((part) => part !== '');
    const parts = name === 'system.ipRanges' && pasted.length > 1 ? pasted : [text];
    if (parts.length > 1) focusRow.current = index + parts.length - 1;
    store.type(name, rows.toSpliced(index, 1, ...parts));
  }

  function add(): void {
    focusRow.current = rows.length;
    store.type(name, [...rows, '']);
  }

  function remove(index: number): void {
    focusRow.current = Math.max(0, index - 1);
    store.type(name, rows.toSpliced(index, 1));
    store.leave(name);
  }

  return (
    <>
      <AskedHere name={name} />
      <fieldset
        ref={group}
        className="form-rows"
        aria-describedby={whole === undefined ? undefined : fieldId(name, 'erro')}
      >
        <legend>
          {legend}
          {FIELDS[name].missing === null && <span className="field-optional"> (opcional)</span>}
        </legend>
        {help !== undefined && <div className="field-help">{help}</div>}
        {whole !== undefined && (
          <div id={fieldId(name, 'erro')}>
            <Message tone="danger">{whole}</Message>
          </div>
        )}
        {rows.map((row, index) => (
          <div key={index} className="form-row">
            <TextField
              id={index === 0 ? fieldId(name) : fieldId(name, String(index))}
              label={`${rowLabel} ${index + 1}`}
              value={row}
              placeholder={placeholder}
              error={faultAt(state, name, String(index))}
              onChange={(event) => change(index, event.target.value)}
              onBlur={() => leaveField(store, name)}
              onKeyDown={(event) => event.key === 'Enter' && row !== '' && rows.length < most && add()}
              autoComplete="off"
              spellCheck={false}
              action={
                (rows.length > 1 || row !== '') && (
                  <IconButton icon="remove" label={`Remover linha ${index + 1}`} onClick={() => remove(index)} />
                )
              }
            />
            {notices?.(row).map((notice) => (
              <p key={notice} role="status" className="row-notice">
                {notice}
              </p>
            ))}
          </div>
        ))}
        {together?.(rows) && (
          <p role="status" className="row-notice">
            {together(rows)}
          </p>
        )}
        {rows.length < most && (
          <Button icon="add" size="small" onClick={add}>
            {addLabel}
          </Button>
        )}
      </fieldset>
    </>
  );
}
