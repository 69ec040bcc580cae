import { CERTIFICATE_POLICY_LABELS, ENVIRONMENT_LABELS, SERVICE_KIND_LABELS } from '@portal/domain';
import type { PortfolioContentBodyInput } from '@portal/schema/types';
import type { Change } from '../history/changes-view.tsx';

/** What differs between two versions of a portfolio, place by place, in the order of the page. */
export function changesBetween(before: PortfolioContentBodyInput, now: PortfolioContentBodyInput): Change[] {
  const [old, young] = [placesOf(before), placesOf(now)];
  return [...new Set([...young.keys(), ...old.keys()])]
    .map((key) => ({
      label: (young.get(key) ?? old.get(key))?.label ?? key,
      before: old.get(key)?.lines ?? [],
      now: young.get(key)?.lines ?? [],
    }))
    .filter((change) => change.before.join('\n') !== change.now.join('\n'));
}

interface Place {
  label: string;
  lines: string[];
}

function placesOf(body: PortfolioContentBodyInput): Map<string, Place> {
  const places = new Map<string, Place>();
  const put = (key: string, label: string, lines: (string | null | undefined)[]) =>
    places.set(key, { label, lines: lines.filter((line): line is string => Boolean(line)) });
  put('name', 'Nome', [body.name]);
  put('summary', 'Resumo', [body.summary]);
  put('whoMayAsk', 'Quem pode solicitar', [body.whoMayAsk]);
  put('whatIsNeeded', 'O que é preciso', body.whatIsNeeded);
  put('accessNote', 'Aviso sobre o acesso', [body.accessNote]);
  put('documentationUrl', 'Guia de integração', [body.documentationUrl]);
  put('supportUrl', 'Onde pedir ajuda', [body.supportUrl]);
  for (const { environment, policy } of body.certificate) {
    put(`certificate ${environment}`, `Certificado em ${inEnvironment(environment)}`, [
      CERTIFICATE_POLICY_LABELS[policy],
    ]);
  }
  for (const { environment, code, description, guidance, provenByReport } of body.requirements) {
    put(`requirement ${environment} ${code}`, `Requisito ${code}, ${inEnvironment(environment)}`, [
      description,
      guidance,
      provenByReport ? 'Comprovado por relatório de conformidade' : null,
    ]);
  }
  for (const environment of ['HOMOLOGATION', 'PRODUCTION'] as const) {
    const codes = body.requirements.filter((one) => one.environment === environment).map(({ code }) => code);
    put(`order ${environment}`, `Ordem dos requisitos, ${inEnvironment(environment)}`, [codes.join(', ')]);
  }
  for (const { slug, name, description, kind, standard, authentication, endpoints } of body.services) {
    put(`service ${slug}`, `Serviço ${slug}`, [
      name,
      description,
      SERVICE_KIND_LABELS[kind],
      standard,
      authentication,
      ...endpoints.flatMap(({ environment, url, tokenUrl }) => [
        `${ENVIRONMENT_LABELS[environment]}: ${url}`,
        tokenUrl ? `Token em ${inEnvironment(environment)}: ${tokenUrl}` : null,
      ]),
    ]);
  }
  put('order of services', 'Ordem dos serviços', [body.services.map(({ slug }) => slug).join(', ')]);
  return places;
}

function inEnvironment(environment: keyof typeof ENVIRONMENT_LABELS): string {
  return ENVIRONMENT_LABELS[environment].toLowerCase();
}

/** Says nothing: against it all that a portfolio says is new. */
export const EMPTY_PORTFOLIO: PortfolioContentBodyInput = {
  name: '',
  summary: '',
  whatIsNeeded: [],
  certificate: [],
  requirements: [],
  services: [],
};
