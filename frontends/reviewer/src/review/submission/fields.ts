import { certificateHolder } from '@portal/console/certificates';
import {
  CERTIFICATE_KIND_LABELS,
  formatCnpj,
  formatCpf,
  formatDate,
  formatDateTime,
  formatNumber,
  formatPhone,
  REQUEST_ORIGIN_LABELS,
  requirementWords,
  SERVICE_KIND_LABELS,
} from '@portal/domain';
import type { ReviewRequestFragment } from '../../gql/graphql.ts';

export type ReviewRequest = ReviewRequestFragment;
type Establishment = NonNullable<ReviewRequest['establishment']>;

/** What a submission tells: the last one, and the one before it. */
export type Submitted = ReviewRequest | NonNullable<ReviewRequest['previousSubmission']>;

/** One thing that the applicant told: where the graph knows it, what it is called, and what was said. */
export interface Field {
  /** Path as reasons, warnings and changes name it, joined by dots. */
  path: string;
  label: string;
  /** What was told, a line each; none where nothing was. */
  value: (submitted: Submitted) => string[];
}

/** A stage of the form, as the applicant filled it in. */
export interface Stage {
  title: string;
  fields: Field[];
}

/**
 * Everything that a request tells, in the form's own order. The summary, "O que mudou", the warnings and the reasons of a
 * decision all read this one table.
 */
export const STAGES: readonly Stage[] = [
  {
    title: 'Responsável',
    fields: [
      field('origin', 'Origem da solicitação', ({ origin }) => origin && REQUEST_ORIGIN_LABELS[origin]),
      field('establishment.name', 'Estabelecimento', ({ establishment }) => establishment?.name),
      field('establishmentCnes', 'CNES', ({ establishment }) => establishment?.cnes),
      field('establishmentCnpj', 'CNPJ', ({ establishment }) => establishment?.cnpj && formatCnpj(establishment.cnpj)),
      field('establishment.uf', 'UF', ({ establishment }) => establishment?.uf),
      field('establishment.municipality', 'Município', ({ establishment }) => establishment?.municipality),
      field('childEstablishments', 'Estabelecimentos filhos', (request) => request.childEstablishments.map(oneLine)),
      field('manager.name', 'Nome do gestor', ({ manager }) => manager?.name),
      field('manager.cpf', 'CPF do gestor', ({ manager }) => manager?.cpf && formatCpf(manager.cpf)),
      field('manager.email', 'E-mail do gestor', ({ manager }) => manager?.email),
      field('manager.phone', 'Telefone do gestor', ({ manager }) => manager?.phone && formatPhone(manager.phone)),
    ],
  },
  {
    title: 'Sistema',
    fields: [
      field('system.name', 'Nome do sistema', ({ system }) => system?.name),
      field('system.description', 'Descrição do sistema', ({ system }) => system?.description),
      field('system.vendor', 'Fornecedor do sistema', ({ system }) => system?.vendor),
      field('system.database', 'Banco de dados', ({ system }) => system?.database),
      field('system.webApplication', 'Aplicação web', ({ system }) => yesOrNo(system?.webApplication)),
      field('system.monthlyVolume', 'Atendimentos por mês', ({ system }) =>
        system?.monthlyVolume == null ? undefined : formatNumber(system.monthlyVolume),
      ),
      field('system.integratesWith', 'Outros sistemas integrados', ({ system }) => system?.integratesWith),
    ],
  },
  {
    title: 'Operação',
    fields: [
      field('certificatePem', 'Certificado digital', certificateLines),
      field('services', 'Serviços', (request) =>
        request.services.map(({ name, kind }) => `${name} (${SERVICE_KIND_LABELS[kind]})`),
      ),
      field('system.ipRanges', 'IPs de origem', ({ system }) => system?.ipRanges),
    ],
  },
  {
    title: 'Finalização',
    fields: [
      field(
        'acceptedTerms',
        'Termo de responsabilidade',
        ({ acceptedTermsAt }) => acceptedTermsAt && `Aceito em ${formatDateTime(acceptedTermsAt)}`,
      ),
    ],
  },
];

const FIELDS = STAGES.flatMap(({ fields }) => fields);

/** The field that a path leads to: itself, or the one it lies in, as an item of a list does. */
export function fieldOf(path: readonly string[]): Field | undefined {
  for (let length = path.length; length > 0; length--) {
    const joined = path.slice(0, length).join('.');
    const found = FIELDS.find((candidate) => candidate.path === joined);
    if (found) return found;
  }
  return FIELDS.find((candidate) => candidate.path.startsWith(`${path[0]}.`) && path.length === 1);
}

/** What a path is called for people: a field, a piece of evidence or a requirement; nothing for the whole request. */
export function labelOf(path: readonly string[], request: ReviewRequest): string | undefined {
  const [head, id] = path;
  if (head === 'evidence') {
    const file =
      request.evidence.find((evidence) => evidence.id === id) ??
      request.previousSubmission?.evidence.find(({ evidenceId }) => evidenceId === id);
    return file?.fileName ? `Evidência ${file.fileName}` : 'Evidências';
  }
  if (head === 'checklist') {
    const item = request.checklist.find(({ requirement }) => requirement.code === id);
    return item ? `Requisito: ${requirementWords(item)}` : 'Requisitos';
  }
  const found = fieldOf(path);
  if (!found) return undefined;
  const position = path.at(-1);
  return position && /^\d+$/.test(position) ? `${found.label}, item ${Number(position) + 1}` : found.label;
}

function field(path: string, label: string, read: (submitted: Submitted) => Told): Field {
  return { path, label, value: (submitted) => linesOf(read(submitted)) };
}

type Told = string | string[] | null | undefined;

function linesOf(told: Told): string[] {
  if (Array.isArray(told)) return told;
  return told ? [told] : [];
}

function oneLine({ name, cnes, cnpj, municipality, uf, verified }: Establishment): string {
  const code = cnes ? `CNES ${cnes}` : cnpj ? `CNPJ ${formatCnpj(cnpj)}` : '';
  return [name, code, `${municipality}-${uf}`, verified ? '' : 'informado pelo solicitante']
    .filter(Boolean)
    .join(' · ');
}

function certificateLines({ certificate }: Submitted): string[] {
  if (!certificate) return [];
  const kind = certificate.kind ? CERTIFICATE_KIND_LABELS[certificate.kind] : 'Certificado';
  const holder = certificateHolder(certificate);
  return [
    holder ? `${kind} de ${holder}` : kind,
    `Válido de ${formatDate(certificate.notBefore)} a ${formatDate(certificate.notAfter)}`,
    `Titular no certificado: ${certificate.subject}`,
    `Emitido por ${certificate.issuer}`,
    `Número de série ${certificate.serialNumber}`,
    `SHA-256 ${certificate.sha256}`,
  ];
}

function yesOrNo(value: boolean | null | undefined): string | undefined {
  if (value == null) return undefined;
  return value ? 'Sim' : 'Não';
}
