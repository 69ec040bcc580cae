import { NotFoundPage, QueryView, useRead } from '@portal/console';
import { CONFORMANCE_SEVERITY_LABELS, FAULT_KIND_LABELS } from '@portal/domain';
import { Breadcrumb, PageTitle, Tag } from '@portal/ui';
import { useParams } from 'react-router';
import type { SuitePageQuery } from '../gql/graphql.ts';
import { SuitePage } from './suites.documents.ts';

type Suite = NonNullable<SuitePageQuery['conformanceSuites']>[number];
type Requirement = Suite['requirements'][number];
type Step = Requirement['steps'][number];

/** /roteiros/:key */
export function Component() {
  const { key = '' } = useParams();
  const suite = useRead({ query: SuitePage, variables: { key }, pick: (data) => data.conformanceSuites?.[0] });
  return (
    <QueryView of={suite} lines={12} title="Roteiro" empty={<NotFoundPage />}>
      {(found) => <SuiteView suite={found} />}
    </QueryView>
  );
}

function SuiteView({ suite }: { readonly suite: Suite }) {
  const { title, version, hash, requirements } = suite;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Roteiros de conformidade', to: '/roteiros' }, { label: title }]} />
      <PageTitle documentTitle={`Roteiro: ${title}`} aside={<Tag>versão {version}</Tag>}>
        {title}
      </PageTitle>
      <p className="lead">
        O que o seu conector deve ser visto fazendo com este documento. Não há nada a iniciar: as chamadas ao ambiente
        de homologação contam sozinhas.
      </p>
      {requirements.map((requirement) => (
        <RequirementText key={requirement.key} requirement={requirement} />
      ))}
      <p className="field-help">
        SHA-256 desta versão: <code>{hash}</code>
      </p>
    </>
  );
}

function RequirementText({ requirement }: { readonly requirement: Requirement }) {
  const { key, title, severity, source, attest, notTested, steps } = requirement;
  return (
    <section aria-labelledby={key}>
      <h2 id={key}>{title}</h2>
      <p>
        <Tag>{CONFORMANCE_SEVERITY_LABELS[severity]}</Tag>{' '}
        <a href={source} rel="noreferrer">
          De onde vem<span className="visually-hidden"> o requisito {title}</span>
        </a>
      </p>
      {attest !== null && <p>Você declara: {attest}</p>}
      {notTested !== null && <p>Não é testado aqui: {notTested}</p>}
      {steps.map((step) => (
        <StepText key={step.key} step={step} />
      ))}
    </section>
  );
}

function StepText({ step: { title, how, fault, median } }: { readonly step: Step }) {
  return (
    <>
      <h3>{title}</h3>
      <p>{how}</p>
      {fault && <p>Falha a armar: {FAULT_KIND_LABELS[fault]}.</p>}
      {median && (
        <p className="field-help">
          Metade dos {median.credentials} sistemas que passaram por aqui levou até {hoursText(median.hours)} e{' '}
          {median.calls.toLocaleString('pt-BR')} chamadas.
        </p>
      )}
    </>
  );
}

const number = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 });

/** Minutes below an hour, days above two. */
function hoursText(hours: number): string {
  if (hours < 1) return `${number.format(Math.max(1, Math.round(hours * 60)))} min`;
  return hours < 48 ? `${number.format(hours)} h` : `${number.format(hours / 24)} dias`;
}
