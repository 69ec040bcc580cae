import { formatDate } from '@portal/domain';
import { EmptyState, PageTitle, Tag, type TagProps } from '@portal/ui';
import { Link } from 'react-router';
import { WithCode } from '../prose.tsx';
import { addressOfItem } from '../reference/reference.ts';
import { sectionAddress } from '../sections.ts';
import { byCriticality, type Criticality, itemOf, type Release, type SchemaChange } from './changelog.ts';
import { RELEASES } from './releases.ts';

const CRITICALITIES: Readonly<Record<Criticality, Pick<TagProps, 'tone' | 'icon'> & { label: string }>> = {
  BREAKING: { label: 'Incompatível', tone: 'red', icon: 'danger' },
  DANGEROUS: { label: 'Atenção', tone: 'yellow', icon: 'warning' },
  NON_BREAKING: { label: 'Compatível', tone: 'green', icon: 'check' },
};

/** /desenvolvedores/mudancas */
export default function ChangesPage() {
  return (
    <>
      <PageTitle>Mudanças</PageTitle>
      <p>
        O que mudou no esquema da API, a mais nova primeiro. Nada sai sem aviso: veja a{' '}
        <Link to={sectionAddress('descontinuacao')}>política de descontinuação</Link>.
      </p>
      {RELEASES.length === 0 ? (
        <EmptyState title="Nenhuma mudança desde a primeira versão" icon="info" />
      ) : (
        RELEASES.map((release) => <ReleaseView key={`${release.date} ${release.version}`} release={release} />)
      )}
    </>
  );
}

function ReleaseView({ release: { date, version, changes } }: { readonly release: Release }) {
  return (
    <section aria-labelledby={`version-${version}`}>
      <h2 id={`version-${version}`}>
        {/* Noon: the date is a day of the calendar, the same in every time zone of Brazil. */}
        {formatDate(`${date}T12:00:00-03:00`)} <span className="release-version">versão {version}</span>
      </h2>
      <ul className="changes">
        {byCriticality(changes).map((change) => (
          <ChangeView key={`${change.path} ${change.message}`} change={change} />
        ))}
      </ul>
    </section>
  );
}

function ChangeView({ change: { criticality, path, message } }: { readonly change: SchemaChange }) {
  const { label, ...look } = CRITICALITIES[criticality];
  return (
    <li>
      <Tag {...look}>{label}</Tag>
      <div>
        <Link to={addressOfItem(itemOf(path))}>
          <code>{path}</code>
        </Link>
        <p>
          <WithCode text={message} />
        </p>
      </div>
    </li>
  );
}
