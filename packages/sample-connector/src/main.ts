import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { vaccinationOf } from '@portal/judge/testing/now';
import { Connector } from './connector.ts';
import { RndsRefusal } from './errors.ts';

const HELP = `pnpm connector: consulta, envia, substitui e exclui um documento, como um bom conector faz

  --auth URL           host Auth, https://localhost:4008
  --ehr URL            host EHR, https://localhost:4009
  --pfx ARQUIVO        certificado do sistema; a senha vem de RNDS_CERTIFICADO_SENHA
  --ca ARQUIVO         autoridades em que confiar, em PEM
  --identifier NÚMERO  identificador do solicitante
  --cnes CNES          estabelecimento que assina o documento
  --operator CNS       profissional em cujo nome se chama
  --patient CNS        pessoa de quem é o documento

Os valores estão na página de testes da credencial.`;

/** A replacement is taken once what it replaces can be read: about three seconds. */
const STORED_AFTER_MS = 4_000;
const NEEDED = ['auth', 'ehr', 'pfx', 'identifier', 'cnes', 'operator', 'patient'] as const;

type Told = Record<(typeof NEEDED)[number], string> & { ca?: string };

function told(): Told | undefined {
  const text = { type: 'string' } as const;
  const options = { ...Object.fromEntries(NEEDED.map((name) => [name, text])), ca: text };
  const values: Record<string, unknown> = parseArgs({ options }).values;
  return NEEDED.every((name) => values[name] !== undefined) ? (values as unknown as Told) : undefined;
}

async function tryAll({ auth, ehr, pfx, ca, identifier, cnes, operator, patient }: Told): Promise<void> {
  await using connector = new Connector({
    authUrl: auth,
    ehrUrl: ehr,
    pfx: await readFile(pfx),
    passphrase: process.env.RNDS_CERTIFICADO_SENHA ?? '',
    authorities: ca && (await readFile(ca, 'utf8')),
    operator,
    requesterIdentifier: identifier,
    userAgent: 'conector-de-exemplo/0.1.0',
  });
  await connector.read(`Patient/${patient}`);
  console.log(`consulta: Patient/${patient}`);
  // A vaccination, to be sent now; whoever integrates makes theirs of what happened.
  const document = vaccinationOf({ requesterIdentifier: identifier, cnes, patient });
  const id = await connector.send(document);
  console.log(`enviado: ${document.identifier.value} → ${id}`);
  await pause(STORED_AFTER_MS);
  const replacement = await connector.replace(document, id);
  console.log(`substituído: ${id} → ${replacement}`);
  await connector.remove(replacement);
  console.log(`excluído: ${replacement}`);
}

const values = told();
if (values) {
  await tryAll(values).catch((error: Error) => {
    const issues = error instanceof RndsRefusal ? error.issues : [];
    console.error(error.message);
    for (const { expression } of issues) if (expression) console.error(`  em ${expression}`);
    process.exitCode = 1;
  });
} else {
  console.error(HELP);
  process.exitCode = 64;
}
