import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { suiteOf, suites } from '@portal/conformance';
import { armByHand, armThroughApi } from './arming.ts';
import { Connector } from './connector.ts';
import { documentOf } from './document.ts';
import { RndsRefusal } from './errors.ts';
import { playSuite } from './play-suite.ts';
import { STORED_MS } from './scenarios.ts';

const HELP = `pnpm connector: consulta, envia, substitui e exclui um documento, como um bom conector faz

  --auth URL           host Auth, https://localhost:4008
  --ehr URL            host EHR, https://localhost:4009
  --pfx ARQUIVO        certificado do sistema; a senha vem de RNDS_CERTIFICADO_SENHA
  --ca ARQUIVO         autoridades em que confiar, em PEM
  --identifier NÚMERO  identificador do solicitante
  --cnes CNES          estabelecimento que assina o documento
  --operator CNS       profissional em cujo nome se chama
  --patient CNS        pessoa de quem é o documento

Com --suite faz tudo o que um roteiro de conformidade pede, o que leva uns dois minutos:

  --suite NOME         ${suites()
    .map(({ id }) => id)
    .join(', ')}
  --portal URL         arma as falhas pela API, com o token de acesso que está em PORTAL_TOKEN; sem ela pede que você as arme
  --credential ID      a credencial, como a API a chama

Os valores estão na página de testes da credencial.`;

const NEEDED = ['auth', 'ehr', 'pfx', 'identifier', 'cnes', 'operator', 'patient'] as const;
const OPTIONAL = ['ca', 'suite', 'portal', 'credential'] as const;

type Told = Record<(typeof NEEDED)[number], string> & Partial<Record<(typeof OPTIONAL)[number], string>>;

function told(): Told | undefined {
  const names = [...NEEDED, ...OPTIONAL].map((name) => [name, { type: 'string' as const }]);
  const values: Record<string, unknown> = parseArgs({ options: Object.fromEntries(names) }).values;
  return NEEDED.every((name) => values[name] !== undefined) ? (values as unknown as Told) : undefined;
}

function partiesOf({ identifier: requesterIdentifier, cnes, operator, patient }: Told) {
  return { requesterIdentifier, cnes, operator, patient };
}

async function connectorOf({ auth, ehr, pfx, ca, identifier, operator }: Told): Promise<Connector> {
  return new Connector({
    authUrl: auth,
    ehrUrl: ehr,
    pfx: await readFile(pfx),
    passphrase: process.env.RNDS_CERTIFICADO_SENHA ?? '',
    authorities: ca && (await readFile(ca, 'utf8')),
    operator,
    requesterIdentifier: identifier,
    userAgent: 'conector-de-exemplo/0.2.0',
  });
}

async function tryAll(values: Told): Promise<void> {
  await using connector = await connectorOf(values);
  await connector.read(`Patient/${values.patient}`);
  console.log(`consulta: Patient/${values.patient}`);
  const document = documentOf('RIA-R', partiesOf(values), new Date());
  const id = await connector.send(document);
  console.log(`enviado: ${document.identifier.value} → ${id}`);
  await pause(STORED_MS);
  const replacement = await connector.replace(document, id);
  console.log(`substituído: ${id} → ${replacement}`);
  await connector.remove(replacement);
  console.log(`excluído: ${replacement}`);
}

async function playAll(values: Told, name: string): Promise<void> {
  const suite = suiteOf(name);
  if (!suite)
    throw new Error(
      `Não há roteiro ${name}: ${suites()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  const { portal, credential } = values;
  const { PORTAL_TOKEN: token } = process.env;
  if (portal && !(credential && token)) throw new Error('Com --portal são precisos --credential e PORTAL_TOKEN.');
  await using connector = await connectorOf(values);
  await playSuite(suite, {
    connector,
    parties: partiesOf(values),
    ...(portal && credential && token ? armThroughApi(portal, token, credential) : armByHand()),
    pause,
    now: () => new Date(),
    begins: (steps) => console.log(steps.map(({ id, title }) => `${id}: ${title}`).join('\n')),
  });
}

const values = told();
if (values) {
  const { suite } = values;
  await (suite === undefined ? tryAll(values) : playAll(values, suite)).catch((error: Error) => {
    const issues = error instanceof RndsRefusal ? error.issues : [];
    console.error(error.message);
    for (const { expression } of issues) if (expression) console.error(`  em ${expression}`);
    process.exitCode = 1;
  });
} else {
  console.error(HELP);
  process.exitCode = 64;
}
