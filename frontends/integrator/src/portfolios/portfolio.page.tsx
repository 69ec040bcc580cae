import { NotFoundPage, QueryView, useRead, useReturn } from '@portal/console';
import {
  CERTIFICATE_POLICY_LABELS,
  ENVIRONMENT_LABELS,
  type Environment,
  foldText,
  SERVICE_KIND_LABELS,
} from '@portal/domain';
import {
  Breadcrumb,
  DataTable,
  EmptyState,
  LinkButton,
  Message,
  PageTitle,
  SearchField,
  Select,
  Tag,
} from '@portal/ui';
import { useDeferredValue, useState } from 'react';
import { Link, useParams } from 'react-router';
import { AnswerTime } from '../answer-times/answer-time.tsx';
import type { PortfolioPageQuery as PageData } from '../gql/graphql.ts';
import { RequestAccess } from '../requests/request-access.tsx';
import { PortfolioPageQuery } from './portfolio.documents.ts';

type Portfolio = NonNullable<PageData['portfolio']>;

/** /portfolios/:slug */
export function Component() {
  const { slug = '' } = useParams();
  const portfolio = useRead({ query: PortfolioPageQuery, variables: { slug }, pick: (data) => data.portfolio });
  useReturn(portfolio.retry);
  return (
    <QueryView of={portfolio} lines={12} title="Portfólio" empty={<NotFoundPage />}>
      {(found) => <PortfolioView key={found.slug} portfolio={found} />}
    </QueryView>
  );
}

function PortfolioView({ portfolio }: { readonly portfolio: Portfolio }) {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Portfólios', to: '/portfolios' }, { label: portfolio.name }]} />
      <PageTitle documentTitle={`Portfólio ${portfolio.name}`}>{portfolio.name}</PageTitle>
      <p className="lead">{portfolio.summary}</p>
      <AccessTo portfolio={portfolio} />
      {portfolio.needsCredential && <WhatIsNeeded portfolio={portfolio} />}
      <WhereToRead portfolio={portfolio} />
      <Services services={portfolio.services} />
    </>
  );
}

/** The main action, or why there is none. */
function AccessTo({ portfolio }: { readonly portfolio: Portfolio }) {
  if (!portfolio.needsCredential) {
    return (
      <Message tone="info" role="none">
        <p>{portfolio.accessNote ?? 'Este serviço é aberto. Não é preciso solicitar acesso.'}</p>
      </Message>
    );
  }
  if (!portfolio.environments.includes('HOMOLOGATION')) {
    return (
      <Message tone="info" role="none">
        <p>
          {portfolio.accessNote ??
            'Este portfólio não tem ambiente de homologação no Portal. Ainda não é possível solicitar acesso por aqui.'}
        </p>
      </Message>
    );
  }
  return (
    <>
      {!portfolio.environments.includes('PRODUCTION') && (
        <Message tone="info" role="none">
          <p>Este portfólio ainda não tem ambiente de produção no Portal.</p>
        </Message>
      )}
      {portfolio.accessNote && (
        <Message tone="info" role="none">
          <p>{portfolio.accessNote}</p>
        </Message>
      )}
      <div className="button-row">
        <RequestAccess portfolio={portfolio} />
        <LinkButton size="large" to="/posso-pedir">
          Posso pedir?
        </LinkButton>
      </div>
    </>
  );
}

function certificateText(portfolio: Portfolio, environment: Environment): string {
  const policy = portfolio.certificate.find((rule) => rule.environment === environment)?.policy;
  return policy === undefined ? CERTIFICATE_POLICY_LABELS.NONE : CERTIFICATE_POLICY_LABELS[policy];
}

function ruleText(drawnPercent: number): string {
  const rule =
    'Com relatórios de conformidade que comprovam todos os serviços pedidos, a produção é aprovada por regra, na hora';
  return drawnPercent === 0
    ? `${rule}.`
    : `${rule}; de cada 100 solicitações, ${drawnPercent} são sorteadas para análise por pessoa.`;
}

function WhatIsNeeded({ portfolio }: { readonly portfolio: Portfolio }) {
  return (
    <>
      <h2>Quem pode solicitar</h2>
      <p>
        {portfolio.whoMayAsk ??
          'Estabelecimentos de saúde, municípios, estados, laboratórios e áreas do Ministério da Saúde.'}{' '}
        Quem envia precisa de conta gov.br prata ou ouro.
      </p>
      <h2>O que é preciso</h2>
      <ul>
        {portfolio.whatIsNeeded.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {portfolio.environments.map((environment) => (
          <li key={environment}>
            Certificado ICP-Brasil (e-CNPJ ou e-CPF) em {ENVIRONMENT_LABELS[environment].toLowerCase()}:{' '}
            {certificateText(portfolio, environment).toLowerCase()}.
          </li>
        ))}
        {portfolio.environments.includes('PRODUCTION') && (
          <li>Para a produção: evidências dos testes feitos em homologação, em PDF ou PNG.</li>
        )}
        {portfolio.secondApprovalIn?.map((environment) => (
          <li key={environment}>
            Em {ENVIRONMENT_LABELS[environment].toLowerCase()}, a aprovação é de duas pessoas do Ministério da Saúde.
          </li>
        ))}
        {portfolio.approvalByRule && <li>{ruleText(portfolio.approvalByRule.drawnPercent)}</li>}
      </ul>
      <h2>Quando chega a resposta</h2>
      <p>
        <AnswerTime portfolio={portfolio.slug} environments={portfolio.environments} /> Vale o prazo do dia do envio.
      </p>
      <h2>O que será conferido</h2>
      {portfolio.environments.map((environment) => {
        const requirements = portfolio.requirements.filter((one) => one.environment === environment);
        if (requirements.length === 0) return null;
        return (
          <section key={environment}>
            <h3>{ENVIRONMENT_LABELS[environment]}</h3>
            <ul>
              {requirements.map((requirement) => (
                <li key={requirement.id}>
                  {requirement.description}
                  {requirement.guidance && <p className="field-help">{requirement.guidance}</p>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** What the Ministry says elsewhere. */
function WhereToRead({ portfolio: { documentationUrl, supportUrl } }: { readonly portfolio: Portfolio }) {
  if (!documentationUrl && !supportUrl) return null;
  return (
    <>
      <h2>Saiba mais</h2>
      <ul>
        {documentationUrl && (
          <li>
            <a href={documentationUrl}>Guia de integração</a>
          </li>
        )}
        {supportUrl && (
          <li>
            <a href={supportUrl}>Onde pedir ajuda</a>
          </li>
        )}
      </ul>
    </>
  );
}

const KINDS = [
  { value: 'API', label: SERVICE_KIND_LABELS.API },
  { value: 'WEB_SERVICE', label: SERVICE_KIND_LABELS.WEB_SERVICE },
];

function Services({ services }: { readonly services: Portfolio['services'] }) {
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const wanted = foldText(useDeferredValue(text));
  const shown = services.filter(
    (service) =>
      (kind === '' || service.kind === kind) && foldText(`${service.name} ${service.description}`).includes(wanted),
  );
  return (
    <section aria-labelledby="servicos">
      <h2 id="servicos">Serviços</h2>
      <div className="filters">
        <SearchField label="Buscar nos serviços deste portfólio" onChange={setText} />
        <Select
          label="Tipo"
          placeholder="Todos"
          options={KINDS}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
      </div>
      <p role="status">{shown.length === 1 ? '1 serviço' : `${shown.length} serviços`}</p>
      {shown.length === 0 ? (
        <EmptyState title="Nenhum serviço encontrado" icon="search">
          <p>Tente outras palavras ou outro tipo.</p>
        </EmptyState>
      ) : (
        <DataTable
          caption="Serviços do portfólio"
          rows={shown}
          rowKey={(service) => service.slug}
          columns={[
            {
              id: 'name',
              header: 'Serviço',
              rowHeader: true,
              cell: (service) => <Link to={`/servicos/${service.slug}`}>{service.name}</Link>,
            },
            { id: 'kind', header: 'Tipo', cell: (service) => <Tag>{SERVICE_KIND_LABELS[service.kind]}</Tag> },
            { id: 'description', header: 'Descrição', cell: (service) => service.description },
          ]}
        />
      )}
    </section>
  );
}
