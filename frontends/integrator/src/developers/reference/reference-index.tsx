import { LinkButton, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { SchemaText } from '../prose.tsx';
import { firstSentence } from './item-words.ts';
import { addressOfItem, type Field, type Reference, ROOTS, type Root } from './reference.ts';
import { ReferenceSearch } from './reference-search.tsx';
import { ReferenceView } from './reference-view.tsx';

const ROOT_TITLES: Readonly<Record<Root, { title: string; what: string }>> = {
  Query: { title: 'Consultas', what: 'Leem, e não mudam nada.' },
  Mutation: { title: 'Mutações', what: 'Mudam algo e respondem com o resultado, ou com os problemas a corrigir.' },
  Subscription: { title: 'Assinaturas', what: 'Avisam de cada mudança, ao vivo, por WebSocket.' },
};

/** Everything that the API has, and a search through it. */
export function ReferenceIndex() {
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState(params.get('busca') ?? '');

  function search(wanted: string): void {
    setText(wanted);
    // The address can be shared and comes back with "voltar"; nothing scrolls while one types.
    setParams(wanted.trim() === '' ? {} : { busca: wanted }, { replace: true, preventScrollReset: true });
  }

  return (
    <>
      <PageTitle>Referência</PageTitle>
      <p>Tudo o que a API oferece, lido do próprio esquema. As descrições estão em inglês, como o esquema.</p>
      <p>
        <LinkButton href="/schema.graphql" download="portal-de-servicos.graphql" icon="download" size="small">
          Baixar o esquema (SDL)
        </LinkButton>
      </p>
      <ReferenceView>
        {(reference) => (
          <>
            <ReferenceSearch reference={reference} text={text} onSearch={search} />
            {text.trim() === '' && <Everything reference={reference} />}
          </>
        )}
      </ReferenceView>
    </>
  );
}

function Everything({ reference }: { readonly reference: Reference }) {
  return (
    <>
      {ROOTS.map((root) => (
        <section key={root} aria-labelledby={`reference-${root}`}>
          <h2 id={`reference-${root}`}>{ROOT_TITLES[root].title}</h2>
          <p>{ROOT_TITLES[root].what}</p>
          <FieldList fields={reference.roots[root]} />
        </section>
      ))}
      <section aria-labelledby="reference-types">
        <h2 id="reference-types">Tipos</h2>
        <ul className="reference-types">
          {reference.types.map(({ id, name }) => (
            <li key={id}>
              <Link to={addressOfItem(id)}>
                <code>{name}</code>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function FieldList({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <dl className="reference-list">
      {fields.map(({ id, name, description, deprecation }) => (
        <div key={id}>
          <dt>
            <Link to={addressOfItem(id)}>
              <code>{name}</code>
            </Link>
            {deprecation && ' (obsoleto)'}
          </dt>
          <dd>
            <SchemaText text={firstSentence(description)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
