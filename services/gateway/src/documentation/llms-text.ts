import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  API_SCOPE_LABELS,
  API_SCOPES,
  type ApiScope,
  ERROR_CATALOGUE,
  ERROR_PLACE_LABELS,
  type ErrorPlace,
  formatNumber,
  LIMITS,
  MOST_COUNTED,
} from '@portal/domain';
import type { GraphQLSchema } from 'graphql';
import { LARGEST_OPERATION } from '../access/cost-rules.ts';
import { LARGEST_DOCUMENT_REQUEST } from '../access/large-requests.ts';
import { LARGEST_REQUEST, MOST_TOKENS } from '../access/operation-limits.ts';
import { requiredScopes } from '../access/required-scopes.ts';
import { BUDGET_CLASSES, type BudgetClass, type BudgetLimits, NO_LIMITS } from '../budget-limits.ts';
import { type DocumentedFile, documentationAt, EXAMPLES, PAGES } from './pages.ts';

const CHANGELOG = fileURLToPath(import.meta.resolve('@portal/schema/changelog.json'));

/** What the text is made of, beside the catalogues. */
export interface LlmsFacts {
  /** As callers know the listener. */
  origin: string;
  budgets: BudgetLimits;
  schema: GraphQLSchema;
}

/** GET /llms.txt: what the API is and how to use it, for programs that read before they write (https://llmstxt.org). */
export async function llmsText({ origin, budgets, schema }: LlmsFacts): Promise<string> {
  return [
    '# Portal de Serviços',
    `> API GraphQL do Portal de Serviços do Ministério da Saúde, pelo qual estabelecimentos de saúde do Brasil se integram à RNDS (Rede Nacional de Dados em Saúde): o catálogo de web services e APIs, as solicitações de acesso e as credenciais. O catálogo é aberto a todos; o resto pede um token.`,
    list([...addresses(origin), ...authentication(origin), ...conventions(), await lastRelease()]),
    'Escopos de um token, com os campos que eles abrem:',
    list(API_SCOPES.map((scope) => `\`${scope}\`: ${API_SCOPE_LABELS[scope]}. ${fieldsOf(scope, schema)}`)),
    'Limites:',
    list(limits(budgets)),
    'Erros, pelo lugar em que o código vem:',
    list((Object.keys(ERROR_PLACE_LABELS) as ErrorPlace[]).map(codesAt)),
    'A primeira consulta, com curl:',
    await example('examples/curl.sh', 'sh', origin),
    'O mesmo em JavaScript:',
    await example('examples/javascript.mjs', 'js', origin),
    'As suas solicitações ao vivo:',
    await example('examples/subscription.mjs', 'js', origin),
    '## Documentação',
    links([
      [
        `${origin}/schema.graphql`,
        'Esquema',
        'SDL com descrições, custo (`@cost`, `@listSize`) e escopos (`@requiresScopes`)',
      ],
      ...PAGES.map((page) => linkTo(page, origin)),
    ]),
    '## Exemplos',
    links(EXAMPLES.map((file) => linkTo(file, origin))),
    '## Optional',
    links([
      [`${origin}/desenvolvedores`, 'Para desenvolvedores', 'guia de cinco minutos no console'],
      [`${origin}/desenvolvedores/referencia`, 'Referência', 'cada campo com custo e escopos'],
      [`${origin}/desenvolvedores/limites`, 'Limites', 'todos os limites de operações e conexões'],
      [`${origin}/desenvolvedores/mudancas`, 'Mudanças', 'o que mudou em cada versão do esquema'],
      [`${origin}/tokens`, 'Tokens de acesso', 'onde uma pessoa cria os seus'],
      [`${origin}/.well-known/oauth-authorization-server`, 'Servidor OAuth', 'metadados (RFC 8414)'],
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function addresses(origin: string): string[] {
  return [
    `Consultas e mutações: \`POST ${origin}/graphql\`, JSON com \`query\`, \`variables\` e \`operationName\`; consultas também por \`GET\`. Uma operação por pedido; a introspecção está ligada.`,
    `Assinaturas: WebSocket \`${origin.replace(/^http/, 'ws')}/graphql\`, subprotocolo \`graphql-transport-ws\` (biblioteca \`graphql-ws\`).`,
    `Arquivos: \`POST ${origin}/evidence?accessRequest=ID\` (PDF ou PNG no campo \`file\`), \`GET ${origin}/evidence/ID\`; de mensagens: \`POST ${origin}/message-attachments?accessRequest=ID\`, \`GET ${origin}/message-attachments/ID\`.`,
    `Cliente tipado para JavaScript e TypeScript: \`npm install --allow-remote=root ${origin}/client.tgz\`; a sua linha de comando \`portal\`, sem instalar: \`npx -y --allow-remote=root ${origin}/client.tgz --help\`.`,
  ];
}

function authentication(origin: string): string[] {
  return [
    `Autenticação: \`Authorization: Bearer TOKEN\`; no WebSocket, \`{"authorization": "Bearer TOKEN"}\` em \`connection_init\`. Páginas de qualquer origem podem chamar com um token.`,
    `Token de uma pessoa: começa com \`pds_\`, criado em ${origin}/tokens depois de entrar com gov.br; age como ela, só no papel de integrador.`,
    `Token de uma equipe: começa com \`pdt_\`, criado por um gestor na página da equipe em ${origin}/equipes; vê só essa equipe, como integrador ou leitura, e continua quando quem o criou sai.`,
    `Token de um sistema: \`POST ${origin}/oauth/token\` com \`grant_type=client_credentials\` e o \`clientId\` e o segredo de uma credencial ativa (OAuth 2.0); vale 30 minutos.`,
  ];
}

function conventions(): string[] {
  const { min, max } = LIMITS.pageSize;
  return [
    `Listas são conexões Relay: \`edges { cursor node }\`, \`pageInfo\`, \`totalCount\` (conta até ${MOST_COUNTED}; ${MOST_COUNTED + 1} quer dizer mais); \`first\` de ${min} a ${max}, \`after\` com o último cursor.`,
    'Uma mutação responde com `problems`: o que uma pessoa pode corrigir, em português. Lista vazia é sucesso; com problemas, nada mudou.',
    'Uma assinatura recebe `after`: primeiro o que se perdeu desde aquele cursor, depois ao vivo, cada mudança uma vez. `changesCursor` dá o cursor de agora.',
    'IDs são opacos; datas são ISO 8601 em UTC; textos para pessoas são em português. Ignore campos e valores de enumerações que você não conhece.',
  ];
}

async function lastRelease(): Promise<string> {
  const [release] = JSON.parse(await readFile(CHANGELOG, 'utf8')) as { version: string; date: string }[];
  return release ? `Esquema: versão ${release.version}, de ${release.date}.` : 'Esquema: ainda sem versão publicada.';
}

function fieldsOf(scope: ApiScope, schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      requiredScopes(field)?.flat().includes(scope) ? [`\`${root?.name}.${field.name}\``] : [],
    ),
  );
  return `${fields.join(', ')}.`;
}

const BUDGET_WORDS: Readonly<Record<BudgetClass, string>> = {
  anonymous: 'sem token, por endereço IP',
  token: 'por token de uma pessoa',
  client: 'por sistema',
  'resource-server': 'por servidor de recursos registrado',
  person: 'por pessoa no navegador',
};

function limits(budgets: BudgetLimits): string[] {
  const points = BUDGET_CLASSES.map(
    (name) => `${BUDGET_WORDS[name]}, ${formatNumber(budgets[name].perMinute)} por minuto`,
  ).join('; ');
  return [
    `Custo de uma operação: até ${formatNumber(LARGEST_OPERATION)} pontos, contados antes de executar. Um objeto custa 1, um campo simples 0; uma lista multiplica por \`first\` o que está dentro dela.`,
    budgets === NO_LIMITS
      ? 'Pontos por minuto: sem limite neste Portal.'
      : `Pontos: ${points}. \`Query.rateLimit\`, \`extensions.cost\` e o cabeçalho \`RateLimit\` dizem quanto resta; além disso, HTTP 429 com \`Retry-After\` em segundos.`,
    `Tamanho: ${LARGEST_REQUEST / 1024 / 1024} MiB por pedido (${LARGEST_DOCUMENT_REQUEST / 1024 / 1024} o que só valida um documento) e ${formatNumber(MOST_TOKENS)} palavras e sinais por operação.`,
  ];
}

function codesAt(place: ErrorPlace): string {
  const { label, found } = ERROR_PLACE_LABELS[place];
  const codes = ERROR_CATALOGUE.filter(({ where }) => where === place).map(({ code }) => `\`${code}\``);
  return `${label} (${found}): ${codes.join(', ')}.`;
}

async function example(path: string, language: string, origin: string): Promise<string> {
  const code = (await documentationAt(path, origin)) ?? '';
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}

function linkTo({ path, title, about }: DocumentedFile, origin: string): [string, string, string] {
  return [`${origin}/docs/${path}`, title, about];
}

function links(entries: readonly [address: string, title: string, about: string][]): string {
  return list(entries.map(([address, title, about]) => `[${title}](${address}): ${about}`));
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
