import { formatDate } from '@portal/domain';
import { Disclosure, EmptyState, PageTitle, Tag, type TagProps } from '@portal/ui';
import { Link } from 'react-router';
import { WithCode } from '../prose.tsx';
import { addressOfItem } from '../reference/reference.ts';
import { sectionAddress } from '../sections.ts';
import { CRITICALITIES, type Criticality, itemOf, type Release, type SchemaChange } from './changelog.ts';
import { RELEASES } from './releases.ts';

const LOOKS: Readonly<Record<Criticality, Pick<TagProps, 'tone' | 'icon'> & { one: string; many: string }>> = {
  BREAKING: { one: 'incompatível', many: 'incompatíveis', tone: 'red', icon: 'danger' },
  DANGEROUS: { one: 'pede atenção', many: 'pedem atenção', tone: 'yellow', icon: 'warning' },
  NON_BREAKING: { one: 'compatível', many: 'compatíveis', tone: 'green', icon: 'check' },
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
      {RELEASES.length === 0 && <EmptyState title="Nenhuma mudança desde a primeira versão" icon="info" />}
      {RELEASES.map((release, index) => (
        <ReleaseView key={release.version} release={release} newest={index === 0} />
      ))}
    </>
  );
}

interface ReleaseViewProps {
  readonly release: Release;
  readonly newest: boolean;
}

function ReleaseView({ release: { date, version, changes }, newest }: ReleaseViewProps) {
  return (
    <section aria-labelledby={`version-${version}`}>
      <h2 id={`version-${version}`}>
        Versão {version} {/* Noon: the date is a day of the calendar, the same in every time zone of Brazil. */}
        <span className="release-date">de {formatDate(`${date}T12:00:00-03:00`)}</span>
      </h2>
      {CRITICALITIES.map((criticality) => (
        <Group
          key={criticality}
          criticality={criticality}
          changes={changes.filter((change) => change.criticality === criticality)}
          open={newest || criticality !== 'NON_BREAKING'}
        />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly criticality: Criticality;
  readonly changes: readonly SchemaChange[];
  readonly open: boolean;
}

function Group({ criticality, changes, open }: GroupProps) {
  if (changes.length === 0) return null;
  const { one, many, ...look } = LOOKS[criticality];
  const { length } = changes;
  return (
    <Disclosure open={open} summary={<Tag {...look}>{length === 1 ? `1 ${one}` : `${length} ${many}`}</Tag>}>
      <ul className="changes">
        {changes.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <Link to={addressOfItem(itemOf(path))}>
              <code>{path}</code>
            </Link>
            <span>
              <WithCode text={message} />
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
