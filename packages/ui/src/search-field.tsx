import { type Ref, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';

export interface SearchFieldProps {
  /** What is searched, read aloud and shown unless `hideLabel`. */
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  /** What is searched now. A change, such as by going back, shows in the field, but for what is being typed there. */
  defaultValue?: string;
  /** Called with every change, for lists that narrow while one types. */
  onChange?: (text: string) => void;
  /** Called on Enter and by the button, with the text trimmed. */
  onSearch?: (text: string) => void;
  id?: string;
  /** A region of the page of its own (role=search): one a page. */
  landmark?: boolean;
  /** The id of a list that opens under it while one types, which whoever shows it also keeps the state of. */
  list?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A field to search with. */
export function SearchField(props: SearchFieldProps) {
  const { label, hideLabel, placeholder, defaultValue, onChange, onSearch, landmark, list, ref } = props;
  const made = useId();
  const id = props.id ?? made;
  const form = useRef<HTMLFormElement>(null);
  const known = useRef(defaultValue ?? '');

  useEffect(() => {
    const field = form.current?.querySelector('input');
    const next = defaultValue ?? '';
    if (field?.value === known.current) field.value = next;
    known.current = next;
  }, [defaultValue]);

  return (
    <form
      ref={form}
      className="search-field"
      role={landmark ? 'search' : undefined}
      aria-label={landmark ? label : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        known.current = String(new FormData(event.currentTarget).get('text') ?? '');
        onSearch?.(known.current.trim());
      }}
    >
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <div className="br-input search-row">
        <input
          ref={ref}
          id={id}
          name="text"
          type="search"
          autoComplete="off"
          {...(list !== undefined && {
            role: 'combobox',
            'aria-autocomplete': 'list',
            'aria-haspopup': 'listbox',
            'aria-expanded': false,
            'aria-controls': list,
          })}
          placeholder={placeholder}
          defaultValue={defaultValue}
          onChange={onChange && ((event) => onChange(event.target.value))}
        />
        <IconButton type="submit" icon="search" label="Buscar" size="small" />
      </div>
    </form>
  );
}
