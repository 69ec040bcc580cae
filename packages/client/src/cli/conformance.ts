import { formatTime } from '@portal/domain';
import { ConformanceRunChangedDocument } from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { sleep } from '../retry.ts';
import type { Command, Invocation, Option } from './command.ts';
import { UsageError } from './command-errors.ts';
import { conformanceJunit } from './conformance-junit.ts';
import { EXIT_OF_RUN, type JudgedSuite, judgedSuites, outcomeOfAll } from './conformance-runs.ts';
import { conformanceLine, conformanceText } from './conformance-text.ts';
import type { ExitCode } from './exit-code.ts';
import { CREDENTIAL_NAMES, findCredential } from './find-credential.ts';
import { isForNow, latest, TIMEOUT, unlessPassing, withinTimeout } from './waiting.ts';
import { writeReport } from './write-report.ts';

const ENDS = 'Termina com 0 se completo, 1 se algo reprovou, 2 se falta algo, 3 se inconclusivo por falha do ambiente.';
const WAIT_ENDS = 'Termina com 0 se completos, 1 se algo reprovou, 124 se --timeout acabar antes.';
const SUITE: Option = { type: 'string', value: 'roteiro', help: 'só este roteiro, como ria-r; senão, todos' };
const POLL_MS = 15_000;

export const conformanceStatus: Command = {
  name: 'conformance status',
  positionals: ['<credencial>'],
  summary: 'Mostra o que o sistema de uma credencial de homologação já fez dos roteiros, e o que falta.',
  details: [CREDENTIAL_NAMES, 'Não há nada a iniciar: cada chamada ao ambiente de homologação conta.', ENDS].join('\n'),
  examples: ['portal conformance status 1000123', 'portal conformance status 1000123 --suite ria-r --json'],
  options: { suite: SUITE },
  async run(invocation) {
    const { suites } = await find(invocation);
    return tell(invocation, suites);
  },
};

export const conformanceWait: Command = {
  name: 'conformance wait',
  positionals: ['<credencial>'],
  summary: 'Acompanha os roteiros ao vivo até estarem completos, ou algo reprovar.',
  details: [CREDENTIAL_NAMES, WAIT_ENDS].join('\n'),
  examples: ['./testes-do-conector.sh && portal conformance wait 1000123 --timeout 10m'],
  options: { suite: SUITE, timeout: TIMEOUT },
  async run(invocation) {
    return withinTimeout(invocation, 'O tempo acabou e os roteiros ainda não estão completos.', (signal) =>
      wait(invocation, signal),
    );
  },
};

export const conformanceReport: Command = {
  name: 'conformance report',
  positionals: ['<credencial>'],
  summary: 'Escreve o resultado dos roteiros em JUnit, para integração contínua.',
  details: [CREDENTIAL_NAMES, ENDS].join('\n'),
  examples: ['portal conformance report 1000123 --junit conformidade.xml'],
  options: {
    suite: SUITE,
    junit: { type: 'string', value: 'arquivo', help: 'onde é escrito' },
  },
  async run(invocation) {
    const path = invocation.option('junit');
    if (path === undefined) throw new UsageError('Diga onde o relatório é escrito: --junit conformidade.xml.');
    const { suites } = await find(invocation);
    await writeReport(path, conformanceJunit(suites));
    return tell(invocation, suites);
  },
};

interface Found {
  portal: PortalClient;
  credentialId: string;
  suites: JudgedSuite[];
}

async function find({ session, positionals, option }: Invocation): Promise<Found> {
  const { portal } = await session();
  const { id: credentialId } = await findCredential(portal, positionals[0] ?? '', 'HOMOLOGATION');
  return { portal, credentialId, suites: await judgedSuites(portal, credentialId, option('suite')) };
}

function tell({ terminal }: Invocation, suites: readonly JudgedSuite[]): ExitCode {
  terminal.result(suites, () => suites.map((suite) => conformanceText(terminal, suite)).join('\n\n'));
  return EXIT_OF_RUN[outcomeOfAll(suites)];
}

async function wait(invocation: Invocation, signal: AbortSignal): Promise<ExitCode> {
  const { terminal } = invocation;
  const found = await find(invocation);
  const readAgain = () => judgedSuites(found.portal, found.credentialId, invocation.option('suite'), signal);
  let { suites } = found;
  let seen = '';
  for await (const _ of moves(invocation, found, signal)) {
    suites = (await unlessPassing(readAgain)) ?? suites;
    const line = suites.map(conformanceLine).join(' · ');
    if (line !== seen) terminal.note(`${formatTime(new Date())} ${line}`);
    seen = line;
    const outcome = outcomeOfAll(suites);
    if (outcome === 'COMPLETE' || outcome === 'FAILED') return tell(invocation, suites);
  }
  throw new Error('A subscription without an end has ended');
}

/** Whenever something may have changed: now, at every call, and every 15 seconds where there is no live connection. */
async function* moves({ terminal }: Invocation, { portal, credentialId }: Found, signal: AbortSignal) {
  yield;
  // Whoever has seen enough leaves while the subscription waits for its next event: this ends it, and its connection.
  const over = new AbortController();
  const until = { signal: AbortSignal.any([signal, over.signal]) };
  try {
    yield* latest(portal.subscribe(ConformanceRunChangedDocument, { credentialId }, until));
  } catch (cause) {
    if (signal.aborted || !isForNow(cause)) throw cause;
    terminal.note('Sem conexão ao vivo; consultando a cada 15 segundos.');
  } finally {
    over.abort();
  }
  while (true) {
    await sleep(POLL_MS, signal);
    yield;
  }
}
