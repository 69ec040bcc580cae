import { makePdf } from './pdf.ts';
import type { Place } from './places.ts';
import { makeScreenshot } from './png.ts';
import type { EvidenceFile } from './session.ts';
import type { SystemKind } from './systems.ts';

/** What a file is made from. */
export interface EvidenceFacts {
  place: Place;
  system: SystemKind;
  /** Sets the bytes of one request's files apart from another's. */
  protocol: string;
  /** When the test was made. */
  at: Date;
}

type Maker = (facts: EvidenceFacts) => EvidenceFile;

/** A file that proves a requirement, by the requirement's place in its portfolio; a mended one is another file. */
export function makeEvidence(place: number, facts: EvidenceFacts, mended = false): EvidenceFile {
  const make = MAKERS[place] ?? inputParameters;
  const file = make(facts);
  return mended ? { ...file, name: `novo-${file.name}` } : file;
}

const HOST = 'https://ehr-services.hmg.saude.gov.br';

function inputParameters({ system, protocol, at }: EvidenceFacts): EvidenceFile {
  const lines = [
    `Solicitação ${protocol} - ${system.name}`,
    `Teste em homologação: ${at.toISOString()}`,
    '',
    'POST /api/fhir/r4/Bundle HTTP/1.1',
    `Host: ${new URL(HOST).host}`,
    'X-Authorization-Server: Bearer (omitido)',
    'Authorization: (CNS do profissional, omitido)',
    'Content-Type: application/json',
    '',
    'Parâmetros de entrada',
    '  identificador do solicitante   conforme a credencial de homologação',
    '  paciente                       massa de testes, sem dados reais',
    '  profissional                   CNS da massa de testes',
    '  estabelecimento                CNES da massa de testes',
  ];
  return { name: 'parametros-de-entrada.pdf', bytes: makePdf([{ heading: 'Parâmetros de entrada', lines }]) };
}

function outputs({ system, protocol, at }: EvidenceFacts): EvidenceFile {
  const bytes = makeScreenshot([
    `${system.name.normalize('NFD').replace(/\p{M}/gu, '')} - ${protocol}`,
    at.toISOString(),
    '',
    `$ curl -i -X POST ${HOST}/api/fhir/r4/Bundle -d @bundle.json`,
    'HTTP/1.1 201 Created',
    'content-type: application/fhir+json',
    `location: ${HOST}/api/fhir/r4/Bundle/${codeOf(protocol)}`,
    '',
    '$ tail -1 integracao.log',
    `INFO documento aceito codigo=${codeOf(protocol)} situacao=ENVIADO`,
  ]);
  return { name: 'saida-recebida.png', bytes };
}

function errorHandling({ system, protocol, at }: EvidenceFacts): EvidenceFile {
  const lines = [
    `Solicitação ${protocol} - ${system.name}`,
    `Teste em homologação: ${at.toISOString()}`,
    '',
    'HTTP/1.1 422 Unprocessable Entity',
    '{ "resourceType": "OperationOutcome",',
    '  "issue": [ { "severity": "error", "code": "business-rule",',
    '    "diagnostics": "EHR-ERR866: identificador já usado em outro documento" } ] }',
    '',
    'O que o sistema faz:',
    '  1. marca o envio como recusado e guarda a resposta inteira;',
    '  2. avisa o responsável na tela de pendências;',
    '  3. gera um novo identificador e envia de novo depois da correção.',
  ];
  const screen = {
    heading: 'Tela de pendências',
    lines: ['1 documento recusado', 'Motivo: identificador já usado', '[Corrigir e reenviar]'],
  };
  return {
    name: 'comportamentos-negociais.pdf',
    bytes: makePdf([{ heading: 'Comportamentos negociais', lines }, screen]),
  };
}

function bundle({ protocol, at, place }: EvidenceFacts): EvidenceFile {
  const lines = JSON.stringify(
    {
      resourceType: 'Bundle',
      type: 'document',
      timestamp: at.toISOString(),
      identifier: {
        system: 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-(identificador)',
        value: codeOf(protocol),
      },
      entry: [
        { resource: { resourceType: 'Composition', status: 'final', author: [{ identifier: { value: place.cnes } }] } },
        { resource: { resourceType: 'Observation', status: 'final', valueString: 'massa de testes' } },
      ],
    },
    null,
    2,
  ).split('\n');
  return { name: 'bundle-enviado.pdf', bytes: makePdf([{ heading: 'Bundle enviado em homologação', lines }]) };
}

function validatorResult({ protocol, at }: EvidenceFacts): EvidenceFile {
  const bytes = makeScreenshot([
    `$ java -jar validator_cli.jar bundle-${codeOf(protocol)}.json -version 4.0.1 -ig br.gov.saude.rnds`,
    'FHIR Validation tool',
    `  Validate bundle-${codeOf(protocol)}.json`,
    `  Done. Times: validation 00:04.${String(at.getMilliseconds()).padStart(3, '0')}`,
    'Success: 0 errors, 0 warnings, 2 notes',
  ]);
  return { name: 'resultado-do-validador.png', bytes };
}

function rndsCode({ protocol, at }: EvidenceFacts): EvidenceFile {
  const bytes = makeScreenshot([
    `$ grep location resposta-${codeOf(protocol)}.txt`,
    `location: ${HOST}/api/fhir/r4/Bundle/${codeOf(protocol)}`,
    `date: ${at.toUTCString()}`,
  ]);
  return { name: 'codigo-da-rnds.png', bytes };
}

const MAKERS: readonly Maker[] = [inputParameters, outputs, errorHandling, bundle, validatorResult, rndsCode];

function codeOf(protocol: string): string {
  return protocol.replaceAll('-', '').slice(-9);
}
