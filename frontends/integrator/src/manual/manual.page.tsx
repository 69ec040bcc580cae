import './manual.css';
import { NotFoundPage } from '@portal/console';
import { Breadcrumb, EmptyState, PageTitle, SearchField } from '@portal/ui';
import { useEffect } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { type Chapter, chapterAddress, MANUAL_ADDRESS, type Part } from './chapter.ts';
import { CHAPTERS } from './chapters.ts';
import { GUIDE_URL } from './guide.ts';
import { searchManual } from './search-manual.ts';

/** /manual, /manual?busca=, /manual/:chapter */
export function Component() {
  const { chapter: slug } = useParams();
  if (slug === undefined) return <Contents />;
  const at = CHAPTERS.findIndex((chapter) => chapter.slug === slug);
  const chapter = CHAPTERS[at];
  return chapter ? <ChapterPage chapter={chapter} next={CHAPTERS[at + 1]} /> : <NotFoundPage />;
}

function Contents() {
  const [params, setParams] = useSearchParams();
  const text = params.get('busca') ?? '';
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Manual de apoio' }]} />
      <PageTitle documentTitle={text === '' ? 'Manual de apoio' : `Manual de apoio: ${text}`}>
        Manual de apoio
      </PageTitle>
      <p className="lead">Do pedido de acesso à credencial de produção, em passos curtos.</p>
      <div className="manual-search">
        <SearchField
          label="Buscar no manual"
          defaultValue={text}
          onSearch={(wanted) => setParams(wanted === '' ? {} : { busca: wanted })}
        />
      </div>
      {text === '' ? <Chapters /> : <Results text={text} />}
      <p>
        Para o que cada documento clínico contém, leia o <a href={GUIDE_URL}>guia da RNDS</a>; para a API do Portal,{' '}
        <Link to="/desenvolvedores">Para desenvolvedores</Link>.
      </p>
    </>
  );
}

function Chapters() {
  return (
    <ol className="manual-list">
      {CHAPTERS.map(({ slug, title, summary }) => (
        <li key={slug}>
          <Link to={chapterAddress(slug)}>{title}</Link>
          <p>{summary}</p>
        </li>
      ))}
    </ol>
  );
}

function Results({ text }: { readonly text: string }) {
  const found = searchManual(CHAPTERS, text);
  return (
    <>
      <p role="status">{found.length === 1 ? '1 trecho encontrado.' : `${found.length} trechos encontrados.`}</p>
      {found.length === 0 ? (
        <EmptyState title={`Nada no manual com “${text}”`} icon="search">
          <p>
            Tente outra palavra, ou <Link to={MANUAL_ADDRESS}>veja todos os capítulos</Link>.
          </p>
        </EmptyState>
      ) : (
        <ul className="manual-list">
          {found.map(({ chapter, part }) => (
            <li key={chapterAddress(chapter.slug, part.id)}>
              <Link to={chapterAddress(chapter.slug, part.id)}>
                {chapter.title}: {part.title}
              </Link>
              <p>{part.paragraphs[0]}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ChapterPage({ chapter, next }: { readonly chapter: Chapter; readonly next: Chapter | undefined }) {
  const { hash } = useLocation();
  useEffect(() => {
    // The page was not there yet when its address was looked at.
    document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [hash]);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Manual de apoio', to: MANUAL_ADDRESS }, { label: chapter.title }]} />
      <PageTitle documentTitle={`${chapter.title}: Manual de apoio`}>{chapter.title}</PageTitle>
      <p className="lead">{chapter.summary}</p>
      <div className="manual-chapter">
        {chapter.parts.map((part) => (
          <PartOfChapter key={part.id} part={part} />
        ))}
      </div>
      <nav aria-label="Capítulos" className="manual-next">
        {next && (
          <p>
            A seguir: <Link to={chapterAddress(next.slug)}>{next.title}</Link>
          </p>
        )}
        <p>
          <Link to={MANUAL_ADDRESS}>Todos os capítulos</Link>
        </p>
      </nav>
    </>
  );
}

function PartOfChapter({ part: { id, title, paragraphs, steps, links } }: { readonly part: Part }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {steps && (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {links && (
        <ul>
          {links.map(({ label, to }) => (
            <li key={to}>
              <Link to={to}>{label}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
