import { SearchField } from '@portal/ui';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConsoleRemote, UseSuggestions } from '../console-remote.ts';

interface Loaded {
  SuggestionList: typeof import('./suggestion-list.tsx').SuggestionList;
  useSuggestions: UseSuggestions;
}

/** The search of the header: leads to the page of results, and from the third letter on suggests where else to go. */
export function HeaderSearch({ label, to, suggestions }: NonNullable<ConsoleRemote['search']>) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  const [loaded, setLoaded] = useState<Loaded>();

  /** The first view carries none of it; where it cannot be loaded the page of results is there all the same. */
  function load() {
    if (loaded || !suggestions) return;
    Promise.all([import('./suggestion-list.tsx'), suggestions()]).then(
      ([{ SuggestionList }, { useSuggestions }]) => setLoaded({ SuggestionList, useSuggestions }),
      () => {},
    );
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it that the field in it does not do
    <div onFocus={load}>
      <SearchField
        ref={field}
        id="busca"
        landmark
        hideLabel
        label={label}
        placeholder={label}
        list={suggestions && list}
        onSearch={(text) => navigate(to(text))}
      />
      {loaded && field.current && (
        <loaded.SuggestionList id={list} field={field.current} to={to} useSuggestions={loaded.useSuggestions} />
      )}
    </div>
  );
}
