import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT_MEANINGS } from './exit-code.ts';
import { table } from './table.ts';

/** The options of every command. */
export const COMMON_OPTIONS = {
  url: {
    type: 'string',
    short: 'u',
    value: 'endereço',
    help: 'endereço do portal; senão PORTAL_URL, senão o do último login',
  },
  json: {
    type: 'boolean',
    short: 'j',
    help: 'escreve o resultado em JSON na saída padrão, e erros em JSON na saída de erros',
  },
  help: { type: 'boolean', short: 'h', help: 'mostra esta ajuda' },
} as const satisfies Record<string, Option>;

/** What the program does. */
export function generalHelp(): string {
  return [
    'portal — o Portal de Serviços na linha de comando',
    '',
    'Uso: portal <comando> [opções]',
    '',
    'Para começar:',
    '  portal catalogue search vacina                           o catálogo é aberto a todos',
    '  portal login --url https://portal.exemplo.gov.br         com um token criado em /tokens, no portal',
    '  portal requests list',
    '',
    'Comandos:',
    commandRows(COMMANDS),
    '',
    'Opções de todos os comandos:',
    columns([...optionRows(COMMON_OPTIONS), ['-V, --version', 'mostra a versão']]),
    '',
    'Variáveis de ambiente:',
    columns([
      ['PORTAL_URL', 'endereço do portal'],
      ['PORTAL_TOKEN', 'token de acesso pessoal; vale mais que o que "portal login" guardou'],
      ['PORTAL_CLIENT_ID', 'clientId de uma credencial, para agir como o sistema dela, com uma das duas:'],
      ['PORTAL_CLIENT_SECRET', 'o segredo dela'],
      ['PORTAL_PRIVATE_KEY_FILE', 'arquivo com a chave privada do certificado dela, em PEM'],
      ['NO_COLOR', 'desliga as cores'],
    ]),
    '',
    'Termina com:',
    columns(EXIT_MEANINGS.map(([code, meaning]) => [String(code), meaning])),
  ].join('\n');
}

/** The commands that begin with the same word. */
export function groupHelp(group: string, commands: readonly Command[]): string {
  return [
    `Uso: portal ${group} <comando> [opções]`,
    '',
    commandRows(commands),
    '',
    `Veja "portal ${commands[0]?.name} --help" e assim por diante.`,
  ].join('\n');
}

/** How one command is called. */
export function commandHelp(command: Command): string {
  return [
    `Uso: portal ${usage(command)} [opções]`,
    '',
    command.summary,
    ...(command.details ? ['', command.details] : []),
    ...(command.examples ? ['', 'Exemplos:', ...command.examples.map((example) => `  ${example}`)] : []),
    '',
    'Opções:',
    columns([...optionRows(command.options), ...optionRows(COMMON_OPTIONS)]),
  ].join('\n');
}

function commandRows(commands: readonly Command[]): string {
  return columns(commands.map((command) => [usage(command), command.summary]));
}

function usage({ name, positionals }: Command): string {
  return [name, ...positionals].join(' ');
}

function optionRows(options: Readonly<Record<string, Option>>): [string, string][] {
  return Object.entries(options).map(([name, { short, value, help }]) => {
    const flag = short ? `-${short}, --${name}` : `--${name}`;
    return [value ? `${flag} <${value}>` : flag, help];
  });
}

function columns(rows: (readonly [string, string])[]): string {
  return table(rows, (cell, column) => (column === 0 ? `  ${cell}` : cell));
}
