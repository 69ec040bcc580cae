import { isObject } from '../json.ts';
import { below, codesOf, extension, type FoundResource, type RndsDocument } from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

const BCG = '15';
const TRANSCRIBED = '01';
const SPECIAL = '2';
const RESEARCH = '10';

/** The codes of a dose that may be of before, each with where it stands. */
const CODED = [
  ['vaccineCode'],
  ['extension', 'valueCodeableConcept'],
  ['protocolApplied', 'extension', 'valueCodeableConcept'],
];

/** Of doses given in routine (RIA-R). */
export const VACCINATION_RULES: readonly RndsRule[] = [
  ofEach('EHR-ERR1010', (dose, today) =>
    below(dose, 'occurrenceDateTime').flatMap(({ value, path }) =>
      String(value).slice(0, 10) > today ? [{ path, message: `A data da dose (${value}) está no futuro.` }] : [],
    ),
  ),
  ofEach('EHR-ERR1011', (dose) =>
    missing(
      codesOf(dose, 'vaccineCode').includes(BCG) && !extension(dose, 'BRContatoHanseniase'),
      dose,
      'extension',
      'Para a vacina BCG (15) é preciso dizer se houve contato com hanseníase: extensão BRContatoHanseniase.',
    ),
  ),
  ofEach('EHR-ERR1012', (dose) =>
    missing(
      !isTranscribed(dose) && below(dose, 'manufacturer').length === 0,
      dose,
      'manufacturer',
      'Falta o fabricante (manufacturer); só na transcrição de caderneta (reportOrigin 01) ele é dispensado.',
    ),
  ),
  ofEach('EHR-ERR1013', (dose) =>
    missing(
      !isTranscribed(dose) && below(dose, 'lotNumber').length === 0,
      dose,
      'lotNumber',
      'Falta o lote (lotNumber); só na transcrição de caderneta (reportOrigin 01) ele é dispensado.',
    ),
  ),
  ofEach('EHR-ERR1014', (dose) =>
    missing(
      strategiesOf(dose).includes(SPECIAL) && below(dose, 'reasonReference').length === 0,
      dose,
      'reasonReference',
      'Para a estratégia Especial (2) é preciso dizer o motivo da indicação: reasonReference.',
    ),
  ),
  ofEach('EHR-ERR815', (dose, _today, { terminology }) => {
    // What is told of doses of before may use the codes of then.
    if (isTranscribed(dose)) return [];
    return CODED.flatMap((keys) => below(dose, ...keys, 'coding')).flatMap(({ value, path }) => {
      const { system, code } = isObject(value) ? value : {};
      return terminology.isInactive(String(system), String(code))
        ? [
            {
              path: [...path, 'code'],
              message: `O código ${code} está inativo; só na transcrição de caderneta (reportOrigin 01) ele é aceito.`,
            },
          ]
        : [];
    });
  }),
  ofEach('EHR-ERR832', (dose) =>
    missing(
      !isTranscribed(dose) && below(dose, 'performer', 'actor').length === 0,
      dose,
      'performer',
      'Falta quem deu a dose (performer); só na transcrição de caderneta (reportOrigin 01) é dispensado.',
    ),
  ),
  ofEach('EHR-ERR816', (dose) =>
    missing(
      strategiesOf(dose).includes(RESEARCH) &&
        !below(dose, 'protocolApplied').some((applied) => extension(applied, 'BREstrategiaVacinacaoPesquisa-1.0')),
      dose,
      'protocolApplied',
      'Para a estratégia Pesquisa (10) faltam os dados do estudo registrado na Anvisa: extensão BREstrategiaVacinacaoPesquisa-1.0.',
    ),
  ),
];

function ofEach(
  code: string,
  broken: (dose: FoundResource, today: string, document: RndsDocument) => Breach[],
): RndsRule {
  return {
    code,
    broken: (document) => document.resources('Immunization').flatMap((dose) => broken(dose, document.today, document)),
  };
}

function missing(wrong: boolean, { path }: FoundResource, element: string, message: string): Breach[] {
  return wrong ? [{ path: [...path, element], message }] : [];
}

function isTranscribed(dose: FoundResource): boolean {
  return codesOf(dose, 'reportOrigin').includes(TRANSCRIBED);
}

function strategiesOf(dose: FoundResource): string[] {
  return below(dose, 'protocolApplied').flatMap((applied) => {
    const strategy = extension(applied, 'BREstrategiaVacinacao-1.0');
    return strategy ? codesOf(strategy, 'valueCodeableConcept') : [];
  });
}
