import { formatNumber, formatTime } from '@portal/domain';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';

export const rateLimit: Command = {
  name: 'rate-limit',
  positionals: [],
  summary: 'Mostra quanto ainda se pode consultar agora.',
  details: [
    'Cada consulta custa pontos, conforme o que pede, e os pontos voltam com o tempo. Sem pontos, o portal responde 429, e',
    'os comandos esperam até um minuto por eles antes de terminar com 69.',
  ].join('\n'),
  examples: ["portal rate-limit --json | jq '.remaining'"],
  options: {},
  async run({ terminal, anySession }) {
    const { portal } = await anySession();
    const found = await portal.rateLimit();
    const { policy, limit, remaining, resetAt, windowSeconds } = found;
    terminal.result(found, () =>
      [
        `${formatNumber(remaining)} de ${formatNumber(limit)} pontos (${POLICY_LABELS[policy] ?? policy})`,
        `  Cheio às ${formatTime(resetAt)}; vazio, enche em ${windowSeconds} s`,
      ].join('\n'),
    );
    return EXIT.OK;
  },
};

const POLICY_LABELS: Record<string, string> = {
  anonymous: 'sem entrar, por endereço IP',
  token: 'token de acesso pessoal',
  client: 'sistema',
};
