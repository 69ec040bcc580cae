import './suggestion-list.css';
import Combobox from '@github/combobox-nav';
import { VisuallyHidden } from '@portal/ui';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Suggested, Suggestion, UseSuggestions } from '../console-remote.ts';
import { failureWords } from '../reading/failure-words.ts';
import { useTyped } from './use-typed.ts';

interface SuggestionListProps {
  id: string;
  field: HTMLInputElement;
  /** The address of the page of results. */
  to: (text: string) => string;
  useSuggestions: UseSuggestions;
}

/** The list of a combobox as the ARIA practices have it: the focus stays in the field, arrows go through the list. */
export function SuggestionList({ id, field, to, useSuggestions }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const nav = useRef<Combobox>(undefined);
  const { words, isOpen, close } = useTyped(field);
  const suggested = useSuggestions(isOpen ? words : null);

  useEffect(() => {
    if (!list.current) return;
    nav.current = new Combobox(field, list.current, { tabInsertsSuggestions: false });
    return () => nav.current?.stop();
  }, [field]);
  useEffect(() => {
    if (isOpen) nav.current?.start();
    else nav.current?.stop();
  }, [isOpen]);
  // What was chosen may be gone with the answer to other words.
  useEffect(() => {
    const chosen = field.getAttribute('aria-activedescendant');
    if (chosen !== null && !document.getElementById(chosen)) nav.current?.clearSelection();
  });

  const leave = () => {
    close();
    field.value = '';
  };
  const option = ({ to: address, label, detail }: Suggestion) => (
    <Link key={address} id={`${id}${address}`} role="option" tabIndex={-1} to={address} onClick={leave}>
      {label}
      {detail && <span>{detail}</span>}
    </Link>
  );
  const told = isOpen ? toldOf(suggested) : '';
  return (
    <>
      {/* The focus stays in the field, which would close the list before the press is done. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the press itself is the option's */}
      <div className="suggestions" hidden={!isOpen} onMouseDown={(event) => event.preventDefault()}>
        <div ref={list} id={id} role="listbox" aria-label="Sugestões">
          {isOpen && (
            <>
              {suggested.groups.map(({ title, suggestions }) => (
                // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list
                <div key={title} role="group" aria-label={title}>
                  <div aria-hidden className="suggestions-title">
                    {title}
                  </div>
                  {suggestions.map(option)}
                </div>
              ))}
              {option({ to: to(words), label: `Ver todos os resultados de “${words}”` })}
            </>
          )}
        </div>
        {isOpen && (suggested.reading || suggested.error) && <p aria-hidden>{told}</p>}
      </div>
      <VisuallyHidden>
        <span role="status">{told}</span>
      </VisuallyHidden>
    </>
  );
}

function toldOf({ groups, reading, error }: Suggested): string {
  if (reading) return 'Buscando sugestões…';
  if (error) {
    const { title, text } = failureWords(error);
    return `${title}. ${text}`;
  }
  const count = groups.reduce((sum, { suggestions }) => sum + suggestions.length, 0);
  if (count === 0) return 'Sem sugestões. Enter busca em tudo.';
  return `${count === 1 ? '1 sugestão' : `${count} sugestões`}. Use as setas para escolher.`;
}
