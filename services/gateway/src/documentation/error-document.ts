import { type CataloguedError, ERROR_CATALOGUE, ERROR_PLACE_LABELS, type ErrorPlace } from '@portal/domain';

const BEFORE = `# Erros

Cada código que o Portal responde, o que ele significa e o que fazer. O mesmo catálogo está no console, em *Para desenvolvedores*, com busca.

Um erro do seu programa vem em \`errors\`, com \`extensions.code\`; o que uma pessoa pode corrigir vem em \`problems\`, no resultado da mutação, com uma mensagem para ela. Decida pelo código, e nunca pelo texto. Códigos novos podem aparecer: trate um que você não conhece como \`INTERNAL\`.

Um campo de Query ou de Mutation que falha sozinho é nulo em \`data\`, e o erro dele traz o \`path\`: o que foi pedido ao lado vem do mesmo jeito.

Uma resposta de GraphQL que traz \`data\` vem com 200, mesmo que \`data\` seja nulo, que tudo nele seja nulo ou que haja \`errors\` ao lado, seja qual for o código deles: assim vem também o \`UNAUTHENTICATED\`, o \`FORBIDDEN\` ou o \`UNAVAILABLE\` de um campo, que tem \`path\`. Sem \`data\`, nada foi executado, e o código HTTP depende do que o seu programa aceita, como diz a especificação GraphQL over HTTP:

- com \`Accept: application/graphql-response+json\`, o da tabela;
- com \`Accept: application/json\`, 200, a não ser que o pedido em si não sirva (\`BAD_REQUEST\`), falte um token válido (401) ou os pontos tenham acabado (429);
- sem \`Accept\`, ou com \`*/*\`, a resposta é \`application/json\`, com o código da tabela para o que é 400 e 200 para o que um escopo recusa.`;

/** docs/errors.md: the catalogue of errors in Markdown. */
export function errorDocument(): string {
  return `${BEFORE}\n\n${errorTables()}\n`;
}

function errorTables(): string {
  const places = Object.entries(ERROR_PLACE_LABELS) as [ErrorPlace, (typeof ERROR_PLACE_LABELS)[ErrorPlace]][];
  return places
    .map(([place, { label, found }]) => {
      const rows = ERROR_CATALOGUE.filter(({ where }) => where === place).map(rowOf);
      return [`## ${label}`, '', `Onde: ${found}.`, '', ...headOf(place), ...rows].join('\n');
    })
    .join('\n\n');
}

function headOf(place: ErrorPlace): string[] {
  const status = hasStatus(place) ? ' HTTP |' : '';
  return [`| código |${status} o que aconteceu | o que fazer |`, `| --- |${status && ' --- |'} --- | --- |`];
}

function rowOf({ code, where, status, meaning, mend }: CataloguedError): string {
  return `| \`${code}\` |${hasStatus(where) ? ` ${status ?? ''} |` : ''} ${meaning} | ${mend} |`;
}

function hasStatus(place: ErrorPlace): boolean {
  return ERROR_CATALOGUE.some(({ where, status }) => where === place && status !== undefined);
}
