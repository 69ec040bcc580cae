import { type ChangeEvent, useLayoutEffect, useRef } from 'react';
import { applyMask, caretAfterMask, type Mask, unmask } from './mask.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

export interface MaskedFieldProps extends Omit<TextFieldProps, 'value' | 'defaultValue' | 'onChange' | 'ref'> {
  /** One of `masks`, or your own. */
  mask: Mask;
  /** The value without punctuation. */
  value: string;
  /** Called with the value without punctuation, in capitals. */
  onValueChange: (value: string) => void;
}

/** A field that shows an identifier with its punctuation while one types, pasted punctuation accepted. */
export function MaskedField({ mask, value, onValueChange, ...field }: MaskedFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const shown = applyMask(value, mask);

  useLayoutEffect(() => {
    if (caret.current === null || document.activeElement !== input.current) return;
    const place = caretAfterMask(shown, caret.current);
    input.current?.setSelectionRange(place, place);
    caret.current = null;
  });

  function change(event: ChangeEvent<HTMLInputElement>) {
    const typed = event.target.value;
    caret.current = unmask(typed.slice(0, event.target.selectionStart ?? typed.length)).length;
    onValueChange(unmask(applyMask(typed, mask)));
  }

  return <TextField spellCheck={false} {...field} ref={input} value={shown} onChange={change} />;
}
