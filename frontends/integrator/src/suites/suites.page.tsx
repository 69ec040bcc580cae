import { QueryView, useRead } from '@portal/console';
import { Breadcrumb, PageTitle } from '@portal/ui';
import { Link } from 'react-router';
import { suiteAddress } from './suite-address.ts';
import { SuiteList } from './suites.documents.ts';

/** /roteiros */
export function Component() {
  const suites = useRead({ query: SuiteList, pick: (data) => data.conformanceSuites });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Roteiros de conformidade' }]} />
      <PageTitle>Roteiros de conformidade</PageTitle>
      <p className="lead">
        O que o conector de quem envia documentos à RNDS deve ser visto fazendo em homologação, antes de ir à produção.
        Leia antes de começar: nada é julgado por outras regras.
      </p>
      <QueryView of={suites}>
        {(found) => (
          <ul>
            {found.map(({ key, title, version }) => (
              <li key={key}>
                <Link to={suiteAddress(key)}>{title}</Link>, versão {version}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </>
  );
}
