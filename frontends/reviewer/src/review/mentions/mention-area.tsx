import Combobox from '@github/combobox-nav';
import { failureWords, useRead } from '@portal/console';
import { TextArea, type TextAreaProps, VisuallyHidden } from '@portal/ui';
import { type FocusEvent, useEffect, useId, useRef, useState } from 'react';
import { insertText } from '../../insert-text.ts';
import { ToMentionQuery } from '../review-documents.ts';
import { type Begun, isMeant, mentionBefore } from './mention-before.ts';
import type { MentionLabels } from './mention-labels.ts';

/** So many are shown; who is not among them is found by a letter more. */
const SHOWN = 6;

interface MentionAreaProps extends Omit<TextAreaProps, 'onChange' | 'value' | 'ref'> {
  request: { id: string };
  labels: MentionLabels;
  value: string;
  onWrite: (text: string) => void;
}

/** A text area in which an @ offers the colleagues who may read what is written. */
export function MentionArea({ request, labels, value, onWrite, onBlur, ...area }: MentionAreaProps) {
  const made = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const nav = useRef<Combobox>(undefined);
  const [begun, setBegun] = useState<Begun | null>(null);
  const isOpen = begun !== null;
  const {
    value: colleagues,
    error,
    reading,
  } = useRead({
    query: ToMentionQuery,
    variables: { id: request.id },
    requestPolicy: 'cache-first',
    pause: !isOpen,
    pick: (data) => data.colleagues,
  });
  const meant = isOpen ? (colleagues ?? []).filter(({ name }) => isMeant(name, begun.words)).slice(0, SHOWN) : [];
  const shown = meant.map(({ personId }) => personId).join(' ');

  useEffect(() => {
    if (!isOpen || !field.current || !list.current) return;
    const opened = new Combobox(field.current, list.current, { firstOptionSelectionMode: 'selected' });
    nav.current = opened;
    opened.start();
    // Of several lines it is a text box, which has a list and is not expanded.
    field.current.removeAttribute('role');
    field.current.removeAttribute('aria-expanded');
    return () => {
      opened.destroy();
      nav.current = undefined;
    };
  }, [isOpen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with others to choose from the first of them is chosen
  useEffect(() => nav.current?.resetSelection(), [shown]);

  function look() {
    const { value: text, selectionStart } = field.current ?? { value: '', selectionStart: 0 };
    setBegun(mentionBefore(text, selectionStart));
  }
  function choose(label: string) {
    const { current } = field;
    if (!current || !begun) return;
    current.setSelectionRange(begun.at, current.selectionStart);
    insertText(current.id, `@${label} `);
    setBegun(null);
  }
  function leave(event: FocusEvent<HTMLTextAreaElement>) {
    setBegun(null);
    onBlur?.(event);
  }

  return (
    <div className="mention-area">
      <TextArea
        {...area}
        id={made}
        ref={field}
        value={value}
        onChange={(event) => {
          onWrite(event.target.value);
          look();
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          // The list alone: what else closes by this key stays.
          event.stopPropagation();
          setBegun(null);
        }}
      />
      <div
        ref={list}
        id={`${made}-colegas`}
        role="listbox"
        aria-label="Colegas"
        className="mention-list"
        hidden={meant.length === 0}
        // The focus stays in the text: what is written is kept when it goes.
        onMouseDown={(event) => event.preventDefault()}
      >
        {meant.map((colleague) => {
          const label = labels.labelOf(colleague);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: its keys are those of the text
            <div
              key={colleague.personId}
              id={`${made}-${colleague.personId}`}
              role="option"
              aria-selected={false}
              onClick={() => choose(label)}
            >
              {label}
            </div>
          );
        })}
      </div>
      {isOpen && error && <p className="mention-told">{failureWords(error).title}.</p>}
      <VisuallyHidden>
        <span role="status">{isOpen && !reading && !error && toldOf(meant.length)}</span>
      </VisuallyHidden>
    </div>
  );
}

function toldOf(count: number): string {
  if (count === 0) return 'Nenhum colega com este nome analisa este portfólio.';
  return count === 1 ? '1 colega. Enter menciona.' : `${count} colegas. Use as setas e Enter.`;
}
