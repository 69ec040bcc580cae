import { CertificateFacts } from '@portal/console/certificates';
import {
  FORM_STAGES,
  formatCnpj,
  formatCpf,
  formatDateTime,
  formatNumber,
  formatPhone,
  REQUEST_ORIGIN_LABELS,
  TERMS_TEXT,
  WARNING_LABELS,
} from '@portal/domain';
import { type Description, DescriptionList, LinkButton } from '@portal/ui';
import { Fragment, type ReactNode } from 'react';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { formAddress } from './addresses.ts';
import { type AskedChange, changesAtField } from './asked-changes.ts';
import { FIELDS } from './form/fields.ts';
import type { FieldName } from './form/form-values.ts';

type Detail = RequestDetailFragment;
type EstablishmentOf = NonNullable<Detail['establishment']>;

interface RequestFactsProps {
  readonly request: Detail;
  /** What was asked to be changed, shown at its field. */
  readonly asked: readonly AskedChange[];
  /** Shows a link to each stage. */
  readonly editable: boolean;
}

/** Everything that a request holds, stage by stage. */
export function RequestFacts({ request, asked, editable }: RequestFactsProps) {
  const stages: readonly ReactNode[] = [
    <ResponsibleFacts key="responsible" request={request} asked={asked} />,
    <SystemFacts key="system" request={request} asked={asked} />,
    <OperationFacts key="operation" request={request} asked={asked} />,
    <DescriptionList
      key="terms"
      items={[
        {
          term: FIELDS.acceptedTerms.label,
          value: request.acceptedTermsAt ? `${TERMS_TEXT} Aceito em ${formatDateTime(request.acceptedTermsAt)}.` : null,
        },
      ]}
    />,
  ];
  // Whoever still edits has the declaration itself to tick, at the foot of the form.
  return stages.slice(0, editable ? 3 : 4).map((facts, stage) => (
    <section key={FORM_STAGES[stage]} className="stage-facts">
      <div className="stage-facts-head">
        <h3>{FORM_STAGES[stage]}</h3>
        {editable && (
          <LinkButton to={formAddress(request.id, stage)} size="small" variant="tertiary" icon="edit">
            Editar<span className="visually-hidden"> {FORM_STAGES[stage]}</span>
          </LinkButton>
        )}
      </div>
      {facts}
    </section>
  ));
}

interface StageFactsProps {
  readonly request: Detail;
  readonly asked: readonly AskedChange[];
}

/** A field's value, with what was asked about it. */
function fact(
  asked: readonly AskedChange[],
  name: FieldName,
  value: ReactNode,
  term = FIELDS[name].label,
): Description {
  const changes = changesAtField(asked, name);
  if (changes.length === 0) return { term, value };
  const note = changes.map((change) => (
    <p key={`${change.label} ${change.message}`}>
      <strong>Ajuste solicitado: {change.label}.</strong> {change.message}
    </p>
  ));
  return { term, value, note };
}

function establishmentText(establishment: EstablishmentOf): ReactNode {
  const { name, cnes, cnpj, municipality, uf, verified } = establishment;
  return (
    <>
      {name}
      <br />
      {[cnes && `CNES ${cnes}`, cnpj && `CNPJ ${formatCnpj(cnpj)}`].filter(Boolean).join(' · ')}
      <br />
      {municipality} – {uf}
      {!verified && ` (${WARNING_LABELS.ESTABLISHMENT_UNVERIFIED.toLowerCase()})`}
    </>
  );
}

/** A list with one thing a line; null where there is none. */
function lines(items: readonly string[]): ReactNode {
  if (items.length === 0) return null;
  return items.map((item, index) => (
    <Fragment key={item}>
      {index > 0 && <br />}
      {item}
    </Fragment>
  ));
}

function ResponsibleFacts({ request, asked }: StageFactsProps) {
  const { origin, establishment, childEstablishments, manager } = request;
  const children = childEstablishments.map((child) => `${child.cnes ?? formatCnpj(child.cnpj ?? '')} – ${child.name}`);
  return (
    <DescriptionList
      items={[
        fact(asked, 'origin', origin ? REQUEST_ORIGIN_LABELS[origin] : null),
        fact(asked, 'establishment', establishment ? establishmentText(establishment) : null),
        fact(asked, 'childEstablishments', children.length > 0 ? lines(children) : 'Nenhum'),
        fact(asked, 'manager.name', manager?.name),
        fact(asked, 'manager.cpf', manager?.cpf ? formatCpf(manager.cpf) : null),
        fact(asked, 'manager.email', manager?.email),
        fact(asked, 'manager.phone', manager?.phone ? formatPhone(manager.phone) : null),
      ]}
    />
  );
}

function SystemFacts({ request, asked }: StageFactsProps) {
  const { system } = request;
  const web = system?.webApplication;
  const volume = system?.monthlyVolume;
  return (
    <DescriptionList
      items={[
        fact(asked, 'system.name', system?.name),
        fact(
          asked,
          'system.description',
          system?.description && <span className="kept-lines">{system.description}</span>,
        ),
        fact(asked, 'system.vendor', system?.vendor),
        fact(asked, 'system.database', system?.database),
        fact(asked, 'system.webApplication', typeof web === 'boolean' ? (web ? 'Sim' : 'Não') : null),
        fact(asked, 'system.monthlyVolume', typeof volume === 'number' ? formatNumber(volume) : null),
        fact(asked, 'system.integratesWith', system?.integratesWith.length ? lines(system.integratesWith) : 'Nenhum'),
      ]}
    />
  );
}

function OperationFacts({ request, asked }: StageFactsProps) {
  const notices = request.warnings.filter((warning) => warning.code === 'IP_ANY' || warning.code === 'IP_NORMALISED');
  const ranges = [...(request.system?.ipRanges ?? []), ...notices.map((notice) => notice.message)];
  return (
    <>
      {changesAtField(asked, 'certificatePem').length > 0 && (
        <DescriptionList items={[fact(asked, 'certificatePem', 'Veja abaixo o certificado enviado')]} />
      )}
      {request.certificate ? (
        <CertificateFacts certificate={request.certificate} warnings={request.warnings} />
      ) : (
        <DescriptionList items={[{ term: FIELDS.certificatePem.label, value: null }]} />
      )}
      <DescriptionList
        items={[
          fact(asked, 'system.ipRanges', lines(ranges)),
          fact(asked, 'services', lines(request.services.map((service) => service.name))),
        ]}
      />
    </>
  );
}
