import { NotFoundPage, QueryView, useRead } from '@portal/console';
import { ENVIRONMENT_LABELS, type Environment, formatDate, SERVICE_KIND_LABELS, UF_NAMES, UFS } from '@portal/domain';
import { Breadcrumb, CopyButton, DataTable, Message, PageTitle, Select, Tag } from '@portal/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ServicePageQuery as PageData } from '../gql/graphql.ts';
import { RequestAccess } from '../requests/request-access.tsx';
import { HowToCall } from './how-to-call.tsx';
import { ServicePageQuery } from './service.documents.ts';

type Service = NonNullable<PageData['service']>;

/** /servicos/:slug */
export function Component() {
  const { slug = '' } = useParams();
  const service = useRead({ query: ServicePageQuery, variables: { slug }, pick: (data) => data.service });
  return (
    <QueryView of={service} lines={12} title="Serviço" empty={<NotFoundPage />}>
      {(found) => <ServiceView key={found.slug} service={found} />}
    </QueryView>
  );
}

function ServiceView({ service }: { readonly service: Service }) {
  const { portfolio } = service;
  const environments = portfolio.environments.filter((environment) =>
    service.endpoints.some((endpoint) => endpoint.environment === environment),
  );
  return (
    <>
      <Breadcrumb crumbs={[{ label: portfolio.name, to: `/portfolios/${portfolio.slug}` }, { label: service.name }]} />
      <PageTitle documentTitle={service.name} aside={<Tag>{SERVICE_KIND_LABELS[service.kind]}</Tag>}>
        {service.name}
      </PageTitle>
      <p className="lead">{service.description}</p>
      <AccessTo service={service} />
      <h2>Endereços</h2>
      {environments.length === 0 && <p>O endereço deste serviço ainda não foi publicado no Portal.</p>}
      {environments.map((environment) => (
        <Endpoints key={environment} service={service} environment={environment} />
      ))}
      <HowToCall service={service} />
      <Versions versions={service.versions} />
    </>
  );
}

/** The main action, or why there is none. */
function AccessTo({ service }: { readonly service: Service }) {
  const { portfolio } = service;
  if (!portfolio.needsCredential) {
    return (
      <Message tone="info" role="none">
        <p>Este serviço é aberto. Não é preciso solicitar acesso.</p>
      </Message>
    );
  }
  if (!portfolio.environments.includes('HOMOLOGATION')) {
    return (
      <Message tone="info" role="none">
        <p>Este serviço não tem ambiente de homologação no Portal. Ainda não é possível solicitar acesso por aqui.</p>
      </Message>
    );
  }
  return (
    <div className="button-row">
      <RequestAccess portfolio={portfolio} chosen={service.slug} />
    </div>
  );
}

interface EndpointsProps {
  readonly service: Service;
  readonly environment: Environment;
}

function Endpoints({ service, environment }: EndpointsProps) {
  const [uf, setUf] = useState('');
  const all = service.endpoints.filter((endpoint) => endpoint.environment === environment);
  const byUf = all.some((endpoint) => endpoint.uf);
  const shown = all.filter((endpoint) => uf === '' || !endpoint.uf || endpoint.uf === uf);
  const label = ENVIRONMENT_LABELS[environment];
  return (
    <section>
      <h3>{label}</h3>
      {byUf && (
        <Select
          label={`UF do estabelecimento (${label.toLowerCase()})`}
          placeholder="Todas"
          options={UFS.filter((one) => all.some((endpoint) => endpoint.uf === one)).map((one) => ({
            value: one,
            label: UF_NAMES[one],
          }))}
          value={uf}
          onChange={(event) => setUf(event.target.value)}
          className="narrow-field"
        />
      )}
      <DataTable
        caption={`Endereços de ${label.toLowerCase()}`}
        rows={shown}
        rowKey={(endpoint) => `${endpoint.uf ?? ''} ${endpoint.url}`}
        columns={[
          { id: 'uf', header: 'UF', cell: (endpoint) => endpoint.uf ?? 'Todas' },
          { id: 'url', header: 'Endereço', rowHeader: true, cell: (endpoint) => <code>{endpoint.url}</code> },
          {
            id: 'copy',
            header: 'Copiar',
            hideHeader: true,
            cell: (endpoint) => (
              <CopyButton
                text={endpoint.url}
                what={`o endereço de ${label.toLowerCase()}${endpoint.uf ? ` de ${endpoint.uf}` : ''}`}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

function Versions({ versions }: { readonly versions: Service['versions'] }) {
  if (versions.length === 0) return null;
  return (
    <section>
      <h2>Versões</h2>
      <DataTable
        caption="Versões do serviço"
        rows={versions}
        rowKey={(version) => version.version}
        columns={[
          { id: 'version', header: 'Versão', rowHeader: true, cell: (version) => version.version },
          {
            id: 'released',
            header: 'Publicada em',
            cell: (version) => (version.releasedAt ? formatDate(version.releasedAt) : 'Não informado'),
          },
          {
            id: 'deprecated',
            header: 'Situação',
            cell: (version) =>
              version.deprecatedAt ? `Descontinuada em ${formatDate(version.deprecatedAt)}` : 'Em uso',
          },
          {
            id: 'specification',
            header: 'Especificação',
            cell: (version) =>
              version.specificationUrl ? (
                <a href={version.specificationUrl}>
                  Abrir a especificação<span className="visually-hidden"> da versão {version.version}</span>
                </a>
              ) : (
                'Não informada'
              ),
          },
        ]}
      />
    </section>
  );
}
