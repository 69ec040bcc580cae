import { parseArgs } from 'node:util';
import type { Command, Invocation, Option } from './command.ts';
import { UsageError } from './command-errors.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureOf } from './failure.ts';
import { COMMON_OPTIONS, commandHelp, generalHelp, groupHelp } from './help.ts';
import { LoginFile } from './login-file.ts';
import { nearest } from './nearest.ts';
import { currentSession, identifiedSession, VERSION } from './session.ts';
import { type Streams, Terminal } from './terminal.ts';

/** Does what the command line says, and gives what the program ends with. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const terminal = new Terminal(streams, args.includes('--json'));
  try {
    return await dispatch(args, terminal);
  } catch (cause) {
    const { exitCode, message, value } = failureOf(cause);
    terminal.failure(value, message);
    return exitCode;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { stdout } = terminal.streams;
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (command) {
    const rest = args.slice(command.name.split(' ').length);
    if (asksForHelp(rest)) {
      stdout.write(`${commandHelp(command)}\n`);
      return EXIT.OK;
    }
    return command.run(invocationOf(command, rest, terminal));
  }
  const [group = ''] = args;
  const inGroup = COMMANDS.filter(({ name }) => name.startsWith(`${group} `));
  if (inGroup.length > 0 && args.slice(1).every((word) => HELP.includes(word))) {
    // Half a command is no error where one asks what there is.
    const asked = asksForHelp(args);
    (asked ? stdout : terminal.streams.stderr).write(`${groupHelp(group, inGroup)}\n`);
    return asked ? EXIT.OK : EXIT.USAGE;
  }
  if (args.some((word) => word === '--version' || word === '-V')) {
    stdout.write(`${VERSION}\n`);
    return EXIT.OK;
  }
  if (args.length === 0 || asksForHelp(args) || args[0] === 'help') {
    stdout.write(`${generalHelp()}\n`);
    return EXIT.OK;
  }
  const words = args.filter((word) => !word.startsWith('-')).slice(0, 2);
  const name = words.join(' ');
  const meant = nearest(
    name,
    COMMANDS.map((one) => one.name),
  );
  throw new UsageError(
    `Não há o comando "${name}".${meant ? ` Você quis dizer "${meant}"?` : ''} Veja "portal --help".`,
  );
}

const HELP = ['--help', '-h'];

/** What stands after -- is no option. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((word) => HELP.includes(word));
}

function invocationOf(command: Command, args: readonly string[], terminal: Terminal): Invocation {
  const { values, positionals } = parse(command, args);
  expectPositionals(command, positionals);
  const logins = new LoginFile(terminal.streams.env);
  const listOf = (name: string) => [values[name] ?? []].flat().filter((value) => typeof value === 'string');
  const url = listOf('url')[0];
  return {
    terminal,
    logins,
    url,
    positionals,
    session: () => identifiedSession({ given: url, terminal, logins }),
    anySession: () => currentSession({ given: url, terminal, logins }),
    option: (name) => listOf(name)[0],
    options: listOf,
    commands: COMMANDS,
    commonOptions: COMMON_OPTIONS,
    flag: (name) => values[name] === true,
  };
}

function parse(command: Command, args: readonly string[]): ReturnType<typeof parseArgs> {
  const known = { ...command.options, ...COMMON_OPTIONS };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { type, short, multiple = false }]: [string, Option]) => [
      name,
      { type, multiple, ...(short && { short }) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${mistake(cause, Object.keys(known))} Veja "portal ${command.name} --help".`, { cause });
  }
}

/** What parseArgs says in English, in Portuguese. */
function mistake(cause: unknown, known: readonly string[]): string {
  const { code, message } = cause as { code?: string; message: string };
  const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(
      option,
      known.map((name) => `--${name}`),
    );
    return `Não há a opção ${option}.${meant ? ` Você quis dizer ${meant}?` : ''}`;
  }
  return `A opção ${option} foi usada de forma errada.`;
}

function expectPositionals({ name, positionals: expected }: Command, given: readonly string[]): void {
  const least = expected.filter((one) => one.startsWith('<')).length;
  const most = /…[>\]]$/.test(expected.at(-1) ?? '') ? Number.POSITIVE_INFINITY : expected.length;
  if (given.length >= least && given.length <= most) return;
  throw new UsageError(`Uso: portal ${[name, ...expected].join(' ')}. Veja "portal ${name} --help".`);
}
