import { useEffect, useRef } from 'react';
import { Message } from './message.tsx';

export interface SummaryItem {
  /** Id of the field's control. */
  fieldId: string;
  /** The field's name and what is wrong: "CPF do gestor: confira os dígitos". */
  text: string;
}

export interface ErrorSummaryProps {
  errors: readonly SummaryItem[];
  /** Changes with every try (a counter), so that focus goes to the summary again. */
  attempt: number;
  title?: string;
}

/** The errors of a form summed up on top; each leads to its field, and focus goes here at each try. */
export function ErrorSummary({ errors, attempt, title }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const some = errors.length > 0;
  const answered = useRef(0);
  useEffect(() => {
    // Once for each try: errors that come and go while one mends them take the focus from nobody.
    if (attempt === answered.current || !some) return;
    answered.current = attempt;
    box.current?.focus();
  }, [attempt, some]);
  if (!some) return null;
  const count = errors.length === 1 ? 'Há 1 campo para corrigir' : `Há ${errors.length} campos para corrigir`;
  return (
    <Message tone="danger" title={title ?? count} ref={box} tabIndex={-1} role="none">
      <ul>
        {errors.map((error) => (
          <li key={`${error.fieldId} ${error.text}`}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.fieldId)?.focus();
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </Message>
  );
}
