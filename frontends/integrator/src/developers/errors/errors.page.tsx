import { type CataloguedError, ERROR_CATALOGUE, ERROR_PLACE_LABELS, type ErrorPlace } from '@portal/domain';
import { PageTitle, SearchField, Tag } from '@portal/ui';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { WithCode } from '../prose.tsx';
import { anchorOf, searchErrors } from './search-errors.ts';

const PLACES = Object.keys(ERROR_PLACE_LABELS) as ErrorPlace[];

/** /desenvolvedores/erros#CODE */
export default function ErrorsPage() {
  const [text, setText] = useState('');
  const found = searchErrors(ERROR_CATALOGUE, text);
  useAnchor();
  return (
    <>
      <PageTitle>Erros</PageTitle>
      <p>
        Todos os códigos com que o Portal responde, o que cada um quer dizer e o que fazer. Trate o código, e não a
        mensagem: ela é para pessoas e pode mudar.
      </p>
      <SearchField label="Buscar um erro" placeholder="Código, status ou palavra" onChange={setText} />
      <p role="status" className="reference-count">
        {text.trim() !== '' && countSentence(found.length)}
      </p>
      {PLACES.map((place) => (
        <Place key={place} place={place} errors={found.filter(({ where }) => where === place)} />
      ))}
    </>
  );
}

/** The browser looked for the anchor before it was there. */
function useAnchor(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash]);
}

function countSentence(count: number): string {
  if (count === 0) return 'Nenhum erro encontrado.';
  return count === 1 ? '1 erro.' : `${count} erros.`;
}

function Place({ place, errors }: { readonly place: ErrorPlace; readonly errors: readonly CataloguedError[] }) {
  if (errors.length === 0) return null;
  const { label, found } = ERROR_PLACE_LABELS[place];
  return (
    <section aria-labelledby={`place-${place}`}>
      <h2 id={`place-${place}`}>{label}</h2>
      <p>
        Onde vem: <code>{found}</code>
      </p>
      {errors.map((error) => (
        <ErrorEntry key={error.code} error={error} />
      ))}
    </section>
  );
}

function ErrorEntry({ error }: { readonly error: CataloguedError }) {
  const { code, status, meaning, mend } = error;
  const anchor = anchorOf(error);
  return (
    <article className="error-entry" id={anchor}>
      <h3>
        <Link to={`#${anchor}`}>
          <code>{code}</code>
        </Link>
        {status !== undefined && <Tag>HTTP {status}</Tag>}
      </h3>
      <p>
        <WithCode text={meaning} />
      </p>
      <p>
        <strong>O que fazer:</strong> <WithCode text={mend} />
      </p>
    </article>
  );
}
