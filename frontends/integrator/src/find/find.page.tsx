import { QueryView, useRead, useViewer } from '@portal/console';
import { ENVIRONMENT_LABELS } from '@portal/domain';
import { Breadcrumb, PageTitle, SearchField, StateTag } from '@portal/ui';
import { type ReactNode, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { chapterAddress } from '../manual/chapter.ts';
import { CHAPTERS } from '../manual/chapters.ts';
import { searchManual } from '../manual/search-manual.ts';
import { FindCredentials, FindRequests, FindServices } from './find.documents.ts';
import { IDENTIFIER } from './identifier.ts';

const SHOWN = 5;

/** /busca?texto= */
export function Component() {
  const [params, setParams] = useSearchParams();
  const text = (params.get('texto') ?? '').trim();
  const signedIn = useViewer() !== null;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Busca' }]} />
      <PageTitle documentTitle={text === '' ? 'Busca' : `Busca por ${text}`}>
        {text === '' ? 'Busca' : `Busca por “${text}”`}
      </PageTitle>
      <SearchField
        label="Buscar protocolo, credencial, serviço ou ajuda"
        defaultValue={text}
        onSearch={(wanted) => setParams(wanted === '' ? {} : { texto: wanted })}
      />
      {text !== '' && (
        <>
          {signedIn && IDENTIFIER.test(text) && <Credentials identifier={text} />}
          {signedIn && <Own text={text} />}
          <Services text={text} />
          <Help text={text} />
        </>
      )}
    </>
  );
}

interface FoundProps {
  readonly title: string;
  /** Told aloud once it is known. */
  readonly count: number | undefined;
  readonly children: ReactNode;
}

function Found({ title, count, children }: FoundProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p role="status" className="visually-hidden">
        {count !== undefined && `${title}: ${count === 1 ? '1 resultado' : `${count} resultados`}`}
      </p>
      {children}
    </section>
  );
}

function Own({ text }: { readonly text: string }) {
  const requests = useRead({ query: FindRequests, variables: { text }, pick: (data) => data.accessRequests });
  return (
    <Found title="Suas solicitações e credenciais" count={requests.value?.totalCount}>
      <QueryView of={requests} lines={3}>
        {({ totalCount, edges }) => (
          <>
            {edges.length === 0 && <p>Nenhuma das suas solicitações tem estas palavras.</p>}
            <ul>
              {edges.map(({ node: { id, protocol, environment, state, system, credential } }) => (
                <li key={id}>
                  <Link to={`/solicitacoes/${id}`}>Solicitação {protocol}</Link>
                  {system?.name != null && `, ${system.name}`}, {ENVIRONMENT_LABELS[environment].toLowerCase()}{' '}
                  <StateTag state={state} />
                  {credential && (
                    <>
                      {' '}
                      <Link to={`/credenciais/${credential.id}`}>Credencial {credential.requesterIdentifier}</Link>{' '}
                      <StateTag state={credential.state} />
                    </>
                  )}
                </li>
              ))}
            </ul>
            {totalCount > SHOWN && (
              <p>
                <Link to={`/solicitacoes?texto=${encodeURIComponent(text)}`}>Ver as {totalCount} solicitações</Link>
              </p>
            )}
          </>
        )}
      </QueryView>
    </Found>
  );
}

/** Of who has more than are read at once the rest is a press away. */
function Credentials({ identifier }: { readonly identifier: string }) {
  const credentials = useRead({ query: FindCredentials, pick: (data) => data.credentials });
  const startsSo = ({ node }: { node: { requesterIdentifier: string } }) =>
    node.requesterIdentifier.startsWith(identifier);
  return (
    <Found title="Credenciais com este identificador" count={credentials.value?.edges.filter(startsSo).length}>
      <QueryView of={credentials} lines={2}>
        {({ totalCount, edges }) => {
          const found = edges.filter(startsSo);
          const read = totalCount > edges.length ? `${edges.length} credenciais mais novas` : 'credenciais';
          return (
            <>
              {found.length === 0 && (
                <p>
                  Nenhuma das suas {read} começa com {identifier}.
                </p>
              )}
              <ul>
                {found.slice(0, SHOWN).map(({ node: { id, requesterIdentifier, environment, state, system } }) => (
                  <li key={id}>
                    <Link to={`/credenciais/${id}`}>Credencial {requesterIdentifier}</Link>
                    {system?.name != null && `, ${system.name}`}, {ENVIRONMENT_LABELS[environment].toLowerCase()}{' '}
                    <StateTag state={state} />
                  </li>
                ))}
              </ul>
              {(totalCount > edges.length || found.length > SHOWN) && (
                <p>
                  <Link to="/credenciais">Ver todas as credenciais</Link>
                </p>
              )}
            </>
          );
        }}
      </QueryView>
    </Found>
  );
}

function Services({ text }: { readonly text: string }) {
  const services = useRead({ query: FindServices, variables: { text }, pick: (data) => data.services });
  return (
    <Found title="Serviços" count={services.value?.totalCount}>
      <QueryView of={services} lines={3}>
        {({ totalCount, edges }) => (
          <>
            {edges.length === 0 && <p>Nenhum serviço tem estas palavras.</p>}
            <ul>
              {edges.map(({ node: { slug, name, portfolio } }) => (
                <li key={slug}>
                  <Link to={`/servicos/${slug}`}>{name}</Link>, {portfolio.name}
                </li>
              ))}
            </ul>
            {totalCount > SHOWN && (
              <p>
                <Link to={`/servicos?texto=${encodeURIComponent(text)}`}>Ver os {totalCount} serviços</Link>
              </p>
            )}
          </>
        )}
      </QueryView>
    </Found>
  );
}

function Help({ text }: { readonly text: string }) {
  const found = searchManual(CHAPTERS, text);
  return (
    <Found title="Manual de apoio" count={found.length}>
      {found.length === 0 && <p>O manual não trata destas palavras.</p>}
      <ul>
        {found.slice(0, SHOWN).map(({ chapter, part }) => (
          <li key={chapterAddress(chapter.slug, part.id)}>
            <Link to={chapterAddress(chapter.slug, part.id)}>
              {chapter.title}: {part.title}
            </Link>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && (
        <p>
          <Link to={`/manual?busca=${encodeURIComponent(text)}`}>Ver os {found.length} trechos</Link>
        </p>
      )}
    </Found>
  );
}
