import { type Ref, useId } from 'react';
import { IconButton } from './button.tsx';

export interface SearchFieldProps {
  /** What is searched, read aloud and shown unless `hideLabel`. */
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  defaultValue?: string;
  /** Called with every change, for lists that narrow while one types. */
  onChange?: (text: string) => void;
  /** Called on Enter and by the button, with the text trimmed. */
  onSearch?: (text: string) => void;
  id?: string;
  /** A region of the page of its own (role=search): one a page. */
  landmark?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A field to search with. */
export function SearchField(props: SearchFieldProps) {
  const { label, hideLabel, placeholder, defaultValue, onChange, onSearch, landmark, ref } = props;
  const made = useId();
  const id = props.id ?? made;
  return (
    <form
      className="search-field"
      role={landmark ? 'search' : undefined}
      aria-label={landmark ? label : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch?.(String(new FormData(event.currentTarget).get('text') ?? '').trim());
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
          placeholder={placeholder}
          defaultValue={defaultValue}
          onChange={onChange && ((event) => onChange(event.target.value))}
        />
        <IconButton type="submit" icon="search" label="Buscar" size="small" />
      </div>
    </form>
  );
}
