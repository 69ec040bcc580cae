import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../docs/', import.meta.url));

/** A page or a program for those who build on the API. */
export interface DocumentedFile {
  /** Its path in docs/, and below /docs/ at the listener. */
  path: string;
  title: string;
  about: string;
}

/** The pages of docs/ that are for third parties. */
export const PAGES: readonly DocumentedFile[] = [
  { path: 'api-access.md', title: 'Acesso por programas', about: 'tokens, OAuth 2.0, cada escopo com os seus campos' },
  { path: 'limits.md', title: 'Limites', about: 'custo de uma operação, pontos por minuto, conexões' },
  { path: 'webhooks.md', title: 'Webhooks', about: 'eventos, assinatura, novas tentativas' },
  { path: 'errors.md', title: 'Erros', about: 'cada código, o que significa e o que fazer' },
  {
    path: 'deprecation.md',
    title: 'Descontinuação',
    about: 'o que pode mudar sem aviso, e com quanto aviso o resto sai',
  },
];

/** The programs of docs/examples, which the portal's own tests run. */
export const EXAMPLES: readonly DocumentedFile[] = [
  { path: 'examples/curl.sh', title: 'curl', about: 'primeira consulta, sem e com token' },
  { path: 'examples/javascript.mjs', title: 'JavaScript', about: 'o mesmo, em Node e navegadores' },
  { path: 'examples/python.py', title: 'Python', about: 'o mesmo, só com a biblioteca padrão' },
  { path: 'examples/Example.java', title: 'Java', about: 'o mesmo, só com o JDK 17' },
  {
    path: 'examples/subscription.mjs',
    title: 'Ao vivo',
    about: 'as mudanças das suas solicitações no terminal, com graphql-ws',
  },
];

const SERVED = new Set([...PAGES, ...EXAMPLES].map(({ path }) => path));

/** The portal on one's own machine, as the examples name it. */
const EXAMPLE_ORIGIN = 'http://localhost:4000';

/** What is served below /docs/, examples as they run against this listener; undefined for whatever else docs/ holds. */
export async function documentationAt(path: string, origin: string): Promise<string | undefined> {
  if (!SERVED.has(path)) return undefined;
  const text = await readFile(`${FOLDER}${path}`, 'utf8');
  return path.endsWith('.md') ? withServedLinks(text) : text.replaceAll(EXAMPLE_ORIGIN, origin);
}

/** Links within the repository lead nowhere at the listener: their words stay. */
function withServedLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (link, words: string, target: string) =>
    /^(https?:|#)/.test(target) || SERVED.has(target.split('#')[0] ?? '') ? link : words,
  );
}
