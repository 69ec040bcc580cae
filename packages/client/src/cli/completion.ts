import type { Command } from './command.ts';
import { UsageError } from './command-errors.ts';
import { completionScript, SHELLS } from './completion-scripts.ts';
import { EXIT } from './exit-code.ts';
import { nearest } from './nearest.ts';

export const completion: Command = {
  name: 'completion',
  positionals: [`<${SHELLS.join('|')}>`],
  summary: 'Escreve o que completa a linha de comando no seu shell.',
  examples: [
    'portal completion bash >> ~/.bashrc',
    'portal completion zsh >> ~/.zshrc',
    'portal completion fish > ~/.config/fish/completions/portal.fish',
  ],
  options: {},
  async run({ terminal, positionals: [given = ''], commands, commonOptions }) {
    const shell = SHELLS.find((name) => name === given);
    if (!shell) {
      const meant = nearest(given, SHELLS);
      throw new UsageError(`Os shells são ${SHELLS.join(', ')}.${meant ? ` Você quis dizer ${meant}?` : ''}`);
    }
    terminal.streams.stdout.write(`${completionScript(shell, commands, commonOptions)}\n`);
    return EXIT.OK;
  },
};
