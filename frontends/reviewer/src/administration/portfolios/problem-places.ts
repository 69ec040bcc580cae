import type { PortfolioContentBodyInput } from '@portal/schema/types';

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Nome',
  summary: 'Resumo',
  whoMayAsk: 'Quem pode solicitar',
  whatIsNeeded: 'O que é preciso',
  accessNote: 'Aviso sobre o acesso',
  documentationUrl: 'Guia de integração',
  supportUrl: 'Onde pedir ajuda',
  certificate: 'Certificado',
  code: 'código',
  description: 'descrição',
  guidance: 'como mostrar',
  slug: 'identificador',
  standard: 'padrão',
  authentication: 'autenticação',
  url: 'endereço',
  tokenUrl: 'endereço do token',
};

/** Where a problem is, as one calls the place: "Requisito BUNDLE, descrição". */
export function placeName(
  [list = '', place = '', ...rest]: readonly string[],
  body: PortfolioContentBodyInput,
): string {
  const field = (FIELDS[rest.at(-1) ?? ''] ?? '').toLowerCase();
  if (list === 'requirements' && place !== '') {
    const number = Number(place);
    return join(`Requisito ${body.requirements[number]?.code || number + 1}`, field);
  }
  if (list === 'services' && place !== '') {
    const number = Number(place);
    return join(`Serviço ${body.services[number]?.name || number + 1}`, field);
  }
  return FIELDS[list] ?? (list === 'requirements' ? 'Requisitos' : 'Serviços');
}

function join(thing: string, field: string): string {
  return field === '' ? thing : `${thing}, ${field}`;
}
