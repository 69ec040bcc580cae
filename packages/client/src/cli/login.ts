import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseAccessToken } from '@portal/domain';
import type { Command, Invocation } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import type { Identity } from './identity.ts';
import { readSecret } from './read-secret.ts';
import { openSession, portalUrl } from './session.ts';
import { whoAsks, whoText } from './who.ts';

export const login: Command = {
  name: 'login',
  positionals: [],
  summary: 'Entra com um token de acesso pessoal, ou como sistema, e guarda isso para os próximos comandos.',
  details: [
    'Segredos nunca vêm da linha de comando, que outros usuários da máquina podem ler. O que é guardado fica num arquivo',
    'que só você lê (modo 600).',
    '',
    'Pessoa: o token vem de --token-file, da variável PORTAL_TOKEN ou da entrada padrão, nesta ordem. Crie um em /tokens,',
    'no portal.',
    'Sistema (--client-id): o segredo vem da variável PORTAL_CLIENT_SECRET ou é perguntado; com --client-secret-stdin vem',
    'da entrada padrão. Com --private-key-file nenhum segredo é enviado: a chave do certificado digital da credencial',
    'assina a entrada, e só o caminho do arquivo é guardado.',
  ].join('\n'),
  examples: [
    'portal login --url https://portal.exemplo.gov.br',
    'portal login --token-file token.txt',
    'portal login --client-id 3f0c… --client-secret-stdin < segredo.txt',
    'portal login --client-id 3f0c… --private-key-file chave.pem',
  ],
  options: {
    'token-file': { type: 'string', value: 'arquivo', help: 'lê o token de um arquivo' },
    'client-id': { type: 'string', value: 'clientId', help: 'entra como o sistema desta credencial' },
    'client-secret-stdin': { type: 'boolean', help: 'lê o segredo do sistema da entrada padrão' },
    'private-key-file': {
      type: 'string',
      value: 'arquivo',
      help: 'chave privada do certificado do sistema, em PEM, no lugar do segredo',
    },
  },
  async run(invocation) {
    const { terminal, logins } = invocation;
    const url = portalUrl(invocation.url, terminal.streams.env, await logins.read());
    const identity = await identityGiven(invocation);
    const who = await whoAsks(await openSession(url, identity, invocation));
    await logins.write({ url, identity });
    terminal.result({ url, ...who }, () => `Você entrou em ${url} como ${whoText(who)}.`);
    return EXIT.OK;
  },
};

export const logout: Command = {
  name: 'logout',
  positionals: [],
  summary: 'Esquece o que "portal login" guardou; para que um token deixe de valer, revogue-o no portal.',
  options: {},
  async run({ terminal, logins }) {
    await logins.forget();
    terminal.result({ path: logins.path }, () => 'O que estava guardado foi apagado desta máquina.');
    return EXIT.OK;
  },
};

export const whoami: Command = {
  name: 'whoami',
  positionals: [],
  summary: 'Mostra em nome de quem os comandos são feitos.',
  options: {},
  async run({ terminal, session }) {
    const who = await whoAsks(await session());
    terminal.result(who, () => whoText(who));
    return EXIT.OK;
  },
};

async function identityGiven(invocation: Invocation): Promise<Identity> {
  const { terminal, option, flag } = invocation;
  const clientId = option('client-id');
  const privateKeyFile = option('private-key-file');
  if (clientId === undefined) {
    if (privateKeyFile !== undefined || flag('client-secret-stdin')) throw new UsageError('Falta --client-id.');
    const checked = parseAccessToken(await tokenGiven(invocation));
    if (!checked.ok) throw new UsageError(checked.message);
    return { token: checked.value };
  }
  // Later commands run in other folders.
  if (privateKeyFile !== undefined) return { clientId, privateKeyFile: resolve(privateKeyFile) };
  const { streams } = terminal;
  const clientSecret = flag('client-secret-stdin')
    ? (await text(streams.stdin)).trim()
    : streams.env.PORTAL_CLIENT_SECRET?.trim() || (await asked(invocation));
  if (!clientSecret) throw new UsageError('O segredo do sistema está vazio.');
  return { clientId, clientSecret };
}

async function asked({ terminal: { streams } }: Invocation): Promise<string> {
  if (streams.stdin.isTTY) return readSecret(streams, 'Segredo do sistema (não aparece): ');
  throw new UsageError('Falta o segredo: use --client-secret-stdin, PORTAL_CLIENT_SECRET ou --private-key-file.');
}

async function tokenGiven({ terminal, option }: Invocation): Promise<string> {
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
