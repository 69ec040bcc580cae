import { readFile } from 'node:fs/promises';
import { type Verification, verifyReport } from '@portal/conformance/verify';
import { formatDateTime } from '@portal/domain';
import { ConnectionError, HttpError } from '../errors.ts';
import type { Command, Invocation } from './command.ts';
import { NotFound, UsageError } from './command-errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { checkStamp, stampHolds, stampText } from './verify-stamp.ts';

type Keys = Parameters<typeof verifyReport>[1];

/** Where a portal publishes what reports are verified by. */
const KEYS_PATH = '/.well-known/conformance-jwks.json';
const KEYS_WITHIN_MS = 15_000;

export const verify: Command = {
  name: 'verify',
  positionals: ['<arquivo>'],
  summary: 'Diz se um relatório de conformidade, PDF ou JSON, é o que o portal assinou; não é preciso entrar.',
  details: [
    'Com --keys e um arquivo, nada é pedido à rede: guarde antes as chaves públicas do portal.',
    'O carimbo do tempo (RFC 3161) é o de --timestamp, o que está ao lado (<arquivo>.tsr) ou o que o portal tem.',
    'Um JSON que foi reformatado continua verdadeiro, mas o carimbo que o portal tem é do original.',
    'Com --tsa-ca o carimbo tem de existir e de levar a uma dessas autoridades.',
    'Termina com 0 se é o mesmo, 1 se foi alterado, é de outra chave ou o carimbo não vale, 2 se não é um relatório.',
  ].join('\n'),
  examples: [
    'portal verify relatorio.pdf',
    'portal verify relatorio.json --keys conformance-jwks.json',
    'portal verify relatorio.pdf --keys conformance-jwks.json --tsa-ca icp-brasil.pem',
    'portal verify relatorio.pdf --keys https://portal.example/.well-known/conformance-jwks.json',
  ],
  options: {
    keys: {
      type: 'string',
      value: 'arquivo|endereço',
      help: 'as chaves públicas do portal (JWKS); sem ela, as do portal',
    },
    timestamp: {
      type: 'string',
      value: 'arquivo',
      help: 'o carimbo do tempo do relatório; sem ela, <arquivo>.tsr ou o que o portal tem',
    },
    'tsa-ca': {
      type: 'string',
      value: 'arquivo',
      help: 'as autoridades (PEM) a que o certificado de quem carimbou tem de levar',
    },
  },
  async run(invocation) {
    const { terminal, positionals } = invocation;
    const [path = ''] = positionals;
    const file = await readFile(path).catch((cause: unknown) => {
      throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
    });
    const bytes = new Uint8Array(file);
    const { keys, origin } = await keysOf(invocation);
    const verification = await verifyReport(bytes, keys);
    if (verification.outcome !== 'GENUINE') {
      terminal.result({ file: path, ...verification }, () => `${path}: ${textOf(verification)}`);
      return EXIT_OF[verification.outcome];
    }
    const timeStamp = await checkStamp(invocation, { path, file: bytes, report: verification, origin });
    terminal.result(
      { file: path, ...verification, timeStamp },
      () => `${path}: ${textOf(verification)}; ${stampText(timeStamp)}`,
    );
    return stampHolds(timeStamp, invocation.option('tsa-ca') !== undefined) ? EXIT.OK : EXIT.REFUSED;
  },
};

const EXIT_OF: Readonly<Record<Verification['outcome'], ExitCode>> = {
  GENUINE: EXIT.OK,
  CHANGED: EXIT.REFUSED,
  FOREIGN_KEY: EXIT.REFUSED,
  UNUSABLE: EXIT.UNUSABLE,
};

/** The keys, and the origin of the portal that they were asked of; without one where they were in a file. */
async function keysOf(invocation: Invocation): Promise<{ keys: Keys; origin?: string }> {
  const given = invocation.option('keys');
  if (given !== undefined && !/^https?:\/\//.test(given)) {
    const text = await readFile(given, 'utf8').catch((cause: unknown) => {
      throw new NotFound(`O arquivo ${given} não pôde ser lido.`, { cause });
    });
    return { keys: parsed(text, given) };
  }
  const address = given ?? new URL(KEYS_PATH, (await invocation.anySession()).url).href;
  const answer = await fetch(address, { signal: AbortSignal.timeout(KEYS_WITHIN_MS) }).catch((cause: unknown) => {
    throw new ConnectionError(`As chaves em ${address} não puderam ser lidas`, { cause });
  });
  if (answer.status === 429 || answer.status >= 500) throw new HttpError(answer.status);
  if (!answer.ok) throw new NotFound(`${address} não tem chaves: respondeu ${answer.status}.`);
  return { keys: parsed(await answer.text(), address), origin: new URL(address).origin };
}

function parsed(text: string, from: string): Keys {
  try {
    const keys = JSON.parse(text) as Keys;
    if (Array.isArray(keys.keys)) return keys;
  } catch {
    // Said below.
  }
  throw new UsageError(`${from} não tem um conjunto de chaves (JWKS).`);
}

function textOf(verification: Verification): string {
  switch (verification.outcome) {
    case 'GENUINE': {
      const { reportId, signedAt, keyId } = verification;
      return `é o relatório ${reportId}, como o portal o assinou em ${formatDateTime(signedAt)} (chave ${keyId})`;
    }
    case 'CHANGED':
      return 'foi alterado depois de assinado';
    case 'FOREIGN_KEY':
      return `foi assinado por uma chave que não é do portal (${verification.keyId ?? 'sem nome'})`;
    case 'UNUSABLE':
      return 'não é um relatório de conformidade assinado';
  }
}
