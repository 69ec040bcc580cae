import type { Command } from './command.ts';

/** The options that every command has, by their long names. */
type CommonOptions = Command['options'];

/** What the shells know how to load. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** What completes the command line in a shell: its words and options, each in its place. */
export function completionScript(
  shell: (typeof SHELLS)[number],
  commands: readonly Command[],
  common: CommonOptions,
): string {
  if (shell === 'fish') return fish(commands, common);
  const bash = bashFunction(commands, common);
  // Zsh has what bash completes with.
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function bashFunction(commands: readonly Command[], common: CommonOptions): string {
  const ofCommands = commands.map(({ name, options }) => {
    const flags = Object.keys({ ...options, ...common }).map((option) => `--${option}`);
    return `    '${name}'*) known='${flags.join(' ')}' ;;`;
  });
  const ofGroups = [...groupsOf(commands)]
    .filter(([, words]) => words.length > 0)
    .map(([group, words]) => `    '${group}') known='${words.map(({ word }) => word).join(' ')}' ;;`);
  const first = [...groupsOf(commands).keys()].join(' ');
  return [
    '_portal() {',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash's own
    '  local words="${COMP_WORDS[*]:1:COMP_CWORD-1}" now="${COMP_WORDS[COMP_CWORD]}" known=""',
    '  case "$words" in',
    ...ofCommands,
    ...ofGroups,
    `    '') known='${first} --help --version' ;;`,
    '  esac',
    '  COMPREPLY=($(compgen -W "$known" -- "$now"))',
    '}',
    'complete -o default -F _portal portal',
  ].join('\n');
}

function fish(commands: readonly Command[], common: CommonOptions): string {
  const lines: string[] = [];
  for (const [group, words] of groupsOf(commands)) {
    const summary = commands.find(({ name }) => name === group)?.summary;
    lines.push(`complete -c portal -f -n __fish_use_subcommand -a ${group}${described(summary)}`);
    const seen = words.map(({ word }) => word).join(' ');
    for (const { word, command } of words) {
      const within = `__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${seen}`;
      lines.push(`complete -c portal -f -n '${within}' -a ${word}${described(command.summary)}`);
    }
  }
  for (const { name, options } of commands) {
    const within = name
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    for (const [option, { short, type, help }] of Object.entries({ ...options, ...common })) {
      const flags = `-l ${option}${short ? ` -s ${short}` : ''}${type === 'string' ? ' -r' : ''}`;
      lines.push(`complete -c portal -n '${within}' ${flags}${described(help)}`);
    }
  }
  return lines.join('\n');
}

function described(text: string | undefined): string {
  return text ? ` -d '${text.replaceAll(/[\\']/g, (sign) => `\\${sign}`)}'` : '';
}

interface Word {
  word: string;
  command: Command;
}

/** First words, each with the second words that it may have. */
function groupsOf(commands: readonly Command[]): Map<string, Word[]> {
  const groups = new Map<string, Word[]>();
  for (const command of commands) {
    const [group = '', word] = command.name.split(' ');
    const words = groups.get(group) ?? [];
    groups.set(group, words);
    if (word) words.push({ word, command });
  }
  return groups;
}
