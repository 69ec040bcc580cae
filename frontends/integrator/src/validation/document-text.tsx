import { type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react';

/** A place in the text, counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** What one can do with the text from outside. */
export interface DocumentTextHandle {
  /** Puts the caret at a place, its line selected from there on, and shows it. */
  goTo(place: Place): void;
}

interface DocumentTextProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Lines at which something is wrong. */
  readonly marked: readonly number[];
  readonly error: string | undefined;
  readonly ref: Ref<DocumentTextHandle>;
}

/** In pixels, as the style sheet has it. */
const LINE_HEIGHT = 20;

/** The document, with the numbers of its lines; those at which something is wrong are marked. */
export function DocumentText({ value, onChange, marked, error, ref }: DocumentTextProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const count = useMemo(() => value.split('\n').length, [value]);
  const written = useMemo(() => Array.from({ length: count }, (_, at) => at + 1).join('\n'), [count]);

  useImperativeHandle(ref, () => ({
    goTo({ line, column }) {
      const text = area.current;
      if (!text) return;
      const start = offsetOf(text.value, line) + column - 1;
      const end = text.value.indexOf('\n', start);
      text.focus({ preventScroll: true });
      text.setSelectionRange(start, end < 0 ? text.value.length : end);
      // By hand: browsers do not show a selection that a script makes.
      text.scrollTop = Math.max(0, (line - 4) * LINE_HEIGHT);
      text.scrollLeft = Math.max(0, (column - 20) * letterWidth(text));
      text.scrollIntoView({ block: 'nearest' });
    },
  }));

  return (
    <div className="document-text">
      <label htmlFor={id}>Documento</label>
      <p id={`${id}-help`} className="field-help">
        Cole aqui o JSON ou o XML como ele seria enviado à RNDS.
      </p>
      <div className="document-text-box">
        <div ref={numbers} className="document-text-numbers" aria-hidden="true">
          {marked.map((line) => (
            <span key={line} className="document-text-mark" style={{ top: (line - 1) * LINE_HEIGHT }} />
          ))}
          <pre>{written}</pre>
        </div>
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={20}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby={error ? `${id}-error` : `${id}-help`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
          onScroll={({ currentTarget }) => {
            if (numbers.current) numbers.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`;
          }}
        />
      </div>
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** All letters are as wide. */
function letterWidth(element: Element): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = getComputedStyle(element).font;
  return context.measureText('0').width;
}

function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', offset);
    if (end < 0) return offset;
    offset = end + 1;
  }
  return offset;
}
