/** What there is to call, by the names that calls are recorded with, and what each is in Portuguese. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  token: 'pedido de token',
  metadata: 'leitura de metadata',
  'create-document': 'envio de documento',
  'read-bundle': 'leitura de documento',
  'delete-document': 'exclusão de documento',
  'read-document': 'leitura de documento por $document',
  'find-identifier': 'consulta de identificador',
  'search-patients': 'busca de paciente',
  'read-patient': 'leitura de paciente',
  'search-practitioners': 'busca de profissional',
  'read-practitioner': 'leitura de profissional',
  'search-roles': 'busca de lotação',
  'read-role': 'leitura de lotação',
  'search-organizations': 'busca de estabelecimento',
  'read-organization': 'leitura de estabelecimento',
  'look-up-code': 'consulta de código',
  'open-context': 'pedido de contexto de atendimento',
};

/** A call's operation in words. */
export function operationWords(operation: string | null): string {
  return (operation !== null && OPERATIONS[operation]) || 'outra chamada';
}
