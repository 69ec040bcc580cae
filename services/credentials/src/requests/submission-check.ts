import type { CertificatePolicy } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import { certificateProblems } from '../certificates/rules.ts';
import type { RequestContent } from './content.ts';
import { childProblems } from './draft-children.ts';

/** What a submission is held to beside its own content. */
export interface SubmissionFacts {
  /** Whether tests in homologation are to be shown. */
  needsEvidence: boolean;
  certificatePolicy: CertificatePolicy;
  /** How many pieces of evidence there are that the antivirus did not refuse. */
  usableEvidence: number;
  now: Date;
}

/** Everything that is missing or wrong, each at its path; empty for a request that can be sent. */
export function submissionProblems(content: RequestContent, facts: SubmissionFacts): Problem[] {
  return [
    ...missing(content).map(([path, message]) => problem('REQUIRED', message, path)),
    ...childProblems(content.establishment, content.childEstablishments),
    ...certificateProblems({
      policy: facts.certificatePolicy,
      certificate: content.certificate,
      establishmentCnpj: content.establishment?.cnpj ?? null,
      managerCpf: content.manager?.cpf ?? null,
      now: facts.now,
    }).map(({ code, message, path }) => problem(code, message, path)),
    ...(facts.needsEvidence && facts.usableEvidence === 0
      ? [problem('REQUIRED', 'Anexe pelo menos uma evidência dos testes em homologação.', ['evidence'])]
      : []),
  ];
}

type Missing = [path: string[], message: string];

function missing({ origin, establishment, manager, system, services, acceptedTermsAt }: RequestContent): Missing[] {
  const required: [present: unknown, path: string[], message: string][] = [
    [origin, ['origin'], 'Informe quem solicita o acesso.'],
    [establishment?.cnes ?? establishment?.cnpj, ['establishmentCnes'], 'Informe o CNES ou o CNPJ do estabelecimento.'],
    [!establishment || establishment.name, ['establishment', 'name'], 'Informe o nome do estabelecimento.'],
    [!establishment || establishment.uf, ['establishment', 'uf'], 'Informe a UF do estabelecimento.'],
    [!establishment || establishment.municipality, ['establishment', 'municipality'], 'Informe o município.'],
    [manager?.name, ['manager', 'name'], 'Informe o nome do gestor responsável.'],
    [manager?.cpf, ['manager', 'cpf'], 'Informe o CPF do gestor responsável.'],
    [manager?.email, ['manager', 'email'], 'Informe o e-mail do gestor responsável.'],
    [manager?.phone, ['manager', 'phone'], 'Informe o telefone do gestor responsável.'],
    [system.name, ['system', 'name'], 'Informe o nome do sistema.'],
    [system.description, ['system', 'description'], 'Descreva o sistema.'],
    [system.webApplication !== null, ['system', 'webApplication'], 'Informe se o sistema é uma aplicação web.'],
    [system.monthlyVolume !== null, ['system', 'monthlyVolume'], 'Informe quantos atendimentos por mês.'],
    [system.ipRanges.length > 0, ['system', 'ipRanges'], 'Informe pelo menos um IP público de saída.'],
    [services.length > 0, ['services'], 'Escolha pelo menos um serviço.'],
    [acceptedTermsAt, ['acceptedTerms'], 'Aceite os termos para enviar.'],
  ];
  return required.filter(([present]) => !present).map(([, path, message]): Missing => [path, message]);
}
