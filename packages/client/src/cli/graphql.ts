import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command, Invocation } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';
import { EXIT } from './exit-code.ts';

export const graphql: Command = {
  name: 'graphql',
  positionals: ['[arquivo]'],
  summary: 'Faz qualquer consulta ou mutação da API e escreve os dados em JSON.',
  details: [
    'O documento vem do arquivo, de --query ou da entrada padrão. Sem entrar, só o catálogo é aberto. Mudanças ao vivo são',
    'de "portal watch".',
  ].join('\n'),
  examples: [
    "portal graphql --query '{ portfolios { slug name } }'",
    "portal graphql consulta.graphql --variable slug=rnds | jq '.portfolio.services'",
    `portal graphql consulta.graphql --variables '{"first": 100}'`,
  ],
  options: {
    query: { type: 'string', short: 'q', value: 'documento', help: 'o documento, em vez de um arquivo' },
    variables: { type: 'string', value: 'json', help: 'as variáveis, um objeto em JSON' },
    variable: {
      type: 'string',
      short: 'v',
      multiple: true,
      value: 'nome=valor',
      help: 'uma variável; pode repetir. O valor é JSON, ou um texto como está',
    },
  },
  async run(invocation) {
    const document = await documentOf(invocation);
    if (/\bsubscription\b/.test(document.replaceAll(/#.*|"[^"\n]*"/g, ''))) {
      throw new UsageError('Assinaturas ficam abertas: use "portal watch", ou a biblioteca do cliente.');
    }
    const { portal } = await invocation.anySession();
    const data = await portal.request(document as string & { __apiType?: never }, variablesOf(invocation) as never);
    invocation.terminal.result(data, () => JSON.stringify(data, null, 2));
    return EXIT.OK;
  },
};

async function documentOf({ positionals: [file], option, terminal }: Invocation): Promise<string> {
  const query = option('query');
  if (query !== undefined && file !== undefined) throw new UsageError('Diga um arquivo ou --query, não os dois.');
  if (query !== undefined) return query;
  if (file !== undefined) return readDocument(file);
  const { stdin } = terminal.streams;
  if (stdin.isTTY) throw new UsageError('Diga um arquivo ou --query, ou mande o documento pela entrada padrão.');
  return text(stdin);
}

async function readDocument(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new NotFound(`O arquivo ${file} não pôde ser lido.`);
  }
}

function variablesOf({ option, options }: Invocation): Record<string, unknown> {
  const given = options('variable').map((pair) => {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(`--variable é nome=valor, não ${pair}.`);
    return [name, jsonOr(value)] as const;
  });
  return { ...objectOf(option('variables') ?? '{}'), ...Object.fromEntries(given) };
}

function objectOf(json: string): object {
  const value = jsonOr(json);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError('--variables é um objeto em JSON, como {"first": 10}.');
}

function jsonOr(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
