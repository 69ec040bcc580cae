import { SearchField } from '@portal/ui';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { SchemaText } from '../prose.tsx';
import { firstSentence, kindLabel } from './item-words.ts';
import { addressOfItem, type Reference, type ReferenceItem } from './reference.ts';
import { createSearch } from './search-reference.ts';

/** So many results are shown; who needs more writes another word. */
const MOST_SHOWN = 50;

interface ReferenceSearchProps {
  readonly reference: Reference;
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** Narrows while one types; the arrows go from the field through what was found, and Esc back to the field. */
export function ReferenceSearch({ reference, text, onSearch }: ReferenceSearchProps) {
  const search = useMemo(() => createSearch(reference), [reference]);
  const found = useMemo(() => search(text), [search, text]);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const asked = text.trim() !== '';

  function move(event: KeyboardEvent): void {
    const stops = [field.current, ...(box.current?.querySelectorAll<HTMLElement>('.reference-results a') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    const next = target === undefined || at < 0 ? undefined : stops[target];
    if (!next || (event.key === 'Escape' && at === 0)) return;
    event.preventDefault();
    next.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows go through what is within
    <div ref={box} onKeyDown={move} className="reference-search">
      <SearchField
        ref={field}
        label="Buscar na referência"
        placeholder="Nome ou descrição"
        defaultValue={text}
        onChange={onSearch}
      />
      <p role="status" className="reference-count">
        {asked && countSentence(found.length, text.trim())}
      </p>
      {asked && found.length > 0 && (
        <ul className="reference-results">
          {found.slice(0, MOST_SHOWN).map((item) => (
            <Result key={item.id} item={item} />
          ))}
        </ul>
      )}
    </div>
  );
}

function countSentence(count: number, text: string): string {
  if (count === 0) return `Nenhum resultado para “${text}”. Tente a palavra em inglês, como está no esquema.`;
  const results = count === 1 ? '1 resultado' : `${count.toLocaleString('pt-BR')} resultados`;
  return count > MOST_SHOWN ? `${results}; os ${MOST_SHOWN} mais próximos:` : `${results}.`;
}

function Result({ item }: { readonly item: ReferenceItem }) {
  return (
    <li>
      <Link to={addressOfItem(item.id)}>
        <code>{item.id}</code>
      </Link>{' '}
      <span className="reference-kind">{kindLabel(item)}</span>
      <p>
        <SchemaText text={firstSentence(item.description)} />
      </p>
    </li>
  );
}
