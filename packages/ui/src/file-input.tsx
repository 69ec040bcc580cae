import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
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
  /** Takes what is pasted anywhere in the page as well, such as a screenshot. */
  pasted?: boolean;
  /** Called with the files chosen, dropped or pasted; choosing the same file again calls it again. */
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

  function take(list: Iterable<File> | null) {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
    if (input.current) input.current.value = '';
  }
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!props.pasted) return;
    function paste(event: ClipboardEvent) {
      const files = [...(event.clipboardData?.files ?? [])];
      // What a spreadsheet copies is text with a picture of it: where one writes, the text is meant.
      if (files.length === 0 || (isField(event.target) && event.clipboardData?.types.includes('text/plain'))) return;
      event.preventDefault();
      latest.current(files.map(named));
    }
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [props.pasted]);

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

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}

/** Browsers call every picture of the clipboard alike. */
function named(file: File): File {
  if (file.name !== 'image.png') return file;
  const moment = new Date().toISOString().slice(0, 19).replace(/\D/g, '');
  return new File([file], `captura-de-tela-${moment}.png`, { type: file.type });
}
