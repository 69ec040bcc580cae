import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT_MEANINGS } from './exit-code.ts';
import { table } from './table.ts';

/** The options of every command. */
export const COMMON_OPTIONS = {
  url: { type: 'string', value: 'endereço', help: 'endereço do portal; senão PORTAL_URL, senão o do último login' },
  json: { type: 'boolean', help: 'escreve o resultado em JSON na saída padrão, e erros em JSON na saída de erros' },
  help: { type: 'boolean', help: 'mostra esta ajuda' },
} as const satisfies Record<string, Option>;

/** What the program does. */
export function generalHelp(): string {
  return [
    'portal — o Portal de Serviços na linha de comando',
    '',
    'Uso: portal <comando> [opções]',
    '',
    'Comandos:',
    columns(COMMANDS.map((command) => [usage(command), command.summary])),
    '',
    'Opções de todos os comandos:',
    columns([...optionRows(COMMON_OPTIONS), ['--version', 'mostra a versão']]),
    '',
    'Variáveis de ambiente:',
    columns([
      ['PORTAL_URL', 'endereço do portal'],
      ['PORTAL_TOKEN', 'token de acesso pessoal; vale mais que o guardado por "portal login"'],
      ['NO_COLOR', 'desliga as cores'],
    ]),
    '',
    'Termina com:',
    columns(EXIT_MEANINGS.map(([code, meaning]) => [String(code), meaning])),
  ].join('\n');
}

/** How one command is called. */
export function commandHelp(command: Command): string {
  return [
    `Uso: portal ${usage(command)} [opções]`,
    '',
    command.summary,
    ...(command.details ? ['', command.details] : []),
    '',
    'Opções:',
    columns([...optionRows(command.options), ...optionRows(COMMON_OPTIONS)]),
  ].join('\n');
}

function usage({ name, positionals }: Command): string {
  return [name, ...positionals].join(' ');
}

function optionRows(options: Readonly<Record<string, Option>>): [string, string][] {
  return Object.entries(options).map(([name, { value, help }]) => [value ? `--${name} <${value}>` : `--${name}`, help]);
}

function columns(rows: (readonly [string, string])[]): string {
  return table(rows, (cell, column) => (column === 0 ? `  ${cell}` : cell));
}
