import { readFile } from 'node:fs/promises';
import { ASSURANCE_LEVEL_LABELS, parseAccessToken } from '@portal/domain';
import { ViewerDocument, type ViewerQuery } from '../gql/graphql.ts';
import { createPortalClient } from '../portal-client.ts';
import { type Command, type Invocation, NotFound, NotLoggedIn, UsageError } from './command.ts';
import { EXIT } from './exit-code.ts';
import { readSecret } from './read-secret.ts';
import { portalUrl, USER_AGENT } from './session.ts';

export const login: Command = {
  name: 'login',
  positionals: [],
  summary: 'Entra com um token de acesso pessoal e guarda-o para os próximos comandos.',
  details: [
    'O token vem de --token-file, da variável PORTAL_TOKEN ou da entrada padrão, nesta ordem; nunca da linha de comando,',
    'que outros usuários da máquina podem ler. Ele fica num arquivo que só você lê (modo 600).',
  ].join('\n'),
  options: { 'token-file': { type: 'string', value: 'arquivo', help: 'lê o token de um arquivo' } },
  async run(invocation) {
    const { terminal, logins } = invocation;
    const url = portalUrl(invocation.url, terminal.streams.env, await logins.read());
    const checked = parseAccessToken(await tokenOf(invocation));
    if (!checked.ok) throw new UsageError(checked.message);
    const portal = createPortalClient({ url, token: checked.value, headers: { 'user-agent': USER_AGENT } });
    const { viewer } = await portal.request(ViewerDocument);
    if (!viewer) throw new NotLoggedIn('O portal não reconhece este token.');
    await logins.write({ url, token: checked.value });
    terminal.result({ url, viewer }, () => `Você entrou em ${url} como ${viewer.name}.`);
    return EXIT.OK;
  },
};

export const logout: Command = {
  name: 'logout',
  positionals: [],
  summary: 'Esquece o token guardado; para que ele deixe de valer, revogue-o no portal.',
  options: {},
  async run({ terminal, logins }) {
    await logins.forget();
    terminal.result({ path: logins.path }, () => 'O token guardado foi apagado desta máquina.');
    return EXIT.OK;
  },
};

export const whoami: Command = {
  name: 'whoami',
  positionals: [],
  summary: 'Mostra em nome de quem os comandos são feitos.',
  options: {},
  async run({ terminal, portal }) {
    const { viewer } = await (await portal()).request(ViewerDocument);
    if (!viewer) throw new NotLoggedIn('O portal não reconhece este token.');
    terminal.result(viewer, () => describe(viewer));
    return EXIT.OK;
  },
};

function describe({ name, email, assuranceLevel }: NonNullable<ViewerQuery['viewer']>): string {
  return [name, email, `conta gov.br ${ASSURANCE_LEVEL_LABELS[assuranceLevel]}`].filter(Boolean).join(' · ');
}

async function tokenOf({ terminal, option }: Invocation): Promise<string> {
  const path = option('token-file');
  if (path !== undefined) {
    const content = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
    });
    return content.trim();
  }
  const { PORTAL_TOKEN } = terminal.streams.env;
  return PORTAL_TOKEN ? PORTAL_TOKEN.trim() : readSecret(terminal.streams, 'Token de acesso pessoal (não aparece): ');
}
