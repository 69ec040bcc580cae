import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { FieldError, FieldText } from './field.tsx';
import { Icon } from './icon.tsx';

export interface FileInputProps {
  /** The field's name. */
  label: string;
  help?: ReactNode;
  error?: ReactNode;
  /** What the chooser offers, such as ".pdf,.png". Dropped files are not filtered: check what you get. */
  accept?: string;
  /** More than one file at a time. */
  multiple?: boolean;
  disabled?: boolean;
  /** Text of the button. Default: "Escolher arquivos", or "Escolher arquivo" without `multiple`. */
  buttonText?: string;
  /** Text of the drop zone. */
  dropText?: string;
  id?: string;
  /** Called with the files chosen or dropped; choosing the same file again calls it again. */
  onFiles: (files: File[]) => void;
}

/** A button that chooses files, and a zone to drop them on as an extra. */
export function FileInput(props: FileInputProps) {
  const { label, help, error, accept, multiple, disabled, onFiles } = props;
  const made = useId();
  const id = props.id ?? made;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const described = [`${id}-button`, help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');

  function take(list: FileList | null) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
    if (input.current) input.current.value = '';
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }
  function dragOver(event: DragEvent) {
    event.preventDefault();
    setOver(!disabled);
  }

  return (
    <div className="file-input">
      <label htmlFor={id} className="file-input-label">
        {label}
      </label>
      {help && <FieldText id={`${id}-help`}>{help}</FieldText>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input within does all of it */}
      <div
        className={classNames('drop-zone', over && 'is-over', error ? 'danger' : false)}
        onDrop={drop}
        onDragOver={dragOver}
        onDragLeave={() => setOver(false)}
      >
        <input
          ref={input}
          id={id}
          type="file"
          className="visually-hidden"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={described}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.target.files)}
        />
        <label htmlFor={id} id={`${id}-button`} className="br-button secondary medium">
          <Icon name="upload" />
          {props.buttonText ?? (multiple ? 'Escolher arquivos' : 'Escolher arquivo')}
        </label>
        <span className="drop-text" aria-hidden="true">
          {props.dropText ?? (multiple ? 'ou arraste os arquivos para cá' : 'ou arraste o arquivo para cá')}
        </span>
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
