import { readFile } from 'node:fs/promises';
import { DOCUMENT_MAX_BYTES, DOCUMENT_TOO_LARGE, findingText } from '@portal/domain';
import { ValidateDocumentDocument, type ValidateDocumentQuery } from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { present } from '../present.ts';
import type { Command } from './command.ts';
import { NotFound } from './command-errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type JunitCase, junitReport } from './junit.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './write-report.ts';

type Validation = NonNullable<ValidateDocumentQuery['validateDocument']>;

/** A file, and what the judge says of it. */
interface Validated extends Validation {
  file: string;
}

export const validate: Command = {
  name: 'validate',
  positionals: ['<arquivos…>'],
  summary: 'Julga documentos para a RNDS, em JSON ou XML; não é preciso entrar.',
  details: [
    'Diz tudo o que há a corrigir, com linha e coluna. Os documentos são julgados e esquecidos: não ficam guardados.',
    'Termina com 0 se não há nada a corrigir, 1 se há, 3 se algum não pôde ser julgado e nos outros não há nada.',
  ].join('\n'),
  examples: ['portal validate documento.json', 'portal validate exemplos/*.json --junit resultado.xml'],
  options: {
    junit: { type: 'string', value: 'arquivo', help: 'escreve também um relatório JUnit, para integração contínua' },
  },
  async run({ terminal, anySession, positionals, option }) {
    // All are read before the first is sent.
    const contents = await Promise.all(positionals.map(contentOf));
    const { portal } = await anySession();
    const validated: Validated[] = [];
    for (const [place, file] of positionals.entries()) {
      validated.push({ file, ...(await judged(portal, contents[place] ?? '')) });
    }
    const report = option('junit');
    if (report !== undefined) await writeReport(report, junitReport('portal validate', validated.map(caseOf)));
    terminal.result(validated, () => validated.map((one) => textOf(terminal, one)).join('\n'));
    return exitCodeOf(validated);
  },
};

/** As UTF-8: bytes that are none become letters that the judge refuses where they stand. */
async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
  });
  return bytes.toString('utf8');
}

async function judged(portal: PortalClient, content: string): Promise<Validation> {
  if (Buffer.byteLength(content) > DOCUMENT_MAX_BYTES) return TOO_LARGE;
  return present((await portal.request(ValidateDocumentDocument, { content })).validateDocument);
}

/** What the portal says too, of what it lets in. */
const TOO_LARGE: Validation = {
  outcome: 'NOT_JUDGED',
  documentKind: null,
  findings: [
    {
      kind: 'LIMIT',
      rule: null,
      expression: '$this',
      line: 1,
      column: 1,
      message: DOCUMENT_TOO_LARGE,
      expected: null,
      source: null,
      profile: null,
      correction: null,
    },
  ],
  hasMoreFindings: false,
};

function exitCodeOf(validated: readonly Validated[]): ExitCode {
  const outcomes = validated.map(({ outcome }) => outcome);
  if (outcomes.includes('INVALID')) return EXIT.REFUSED;
  return outcomes.includes('NOT_JUDGED') ? EXIT.NOT_JUDGED : EXIT.OK;
}

function caseOf(one: Validated): JunitCase {
  const { file, outcome, documentKind } = one;
  const told = { message: headOf(one), text: one.findings.map(findingText).join('\n') };
  return {
    name: file,
    className: documentKind?.code ?? 'documento',
    ...(outcome === 'INVALID' && { failure: told }),
    ...(outcome === 'NOT_JUDGED' && { error: told }),
  };
}

const STYLES = { VALID: 'green', INVALID: 'red', NOT_JUDGED: 'yellow' } as const;

function textOf(terminal: Terminal, one: Validated): string {
  const { file, outcome, documentKind, findings } = one;
  const by = documentKind?.guide ? ` (${documentKind.code}, ${documentKind.guide} ${documentKind.guideVersion})` : '';
  return [`${file}: ${terminal.paint(STYLES[outcome], headOf(one))}${by}`, ...findings.map(findingText)].join('\n');
}

function headOf({ outcome, documentKind, findings, hasMoreFindings }: Validation): string {
  if (outcome === 'VALID')
    return documentKind ? 'nada a corrigir' : 'nada a corrigir pelo FHIR R4; não diz um perfil da RNDS';
  if (outcome === 'INVALID') return `${hasMoreFindings ? 'mais de ' : ''}${findings.length} a corrigir`;
  return documentKind ? `${documentKind.code} ainda não é julgado` : 'não pôde ser julgado';
}
