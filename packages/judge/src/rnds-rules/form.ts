import { isObject } from '../json.ts';
import { below, dayInBrasilia, type RndsDocument } from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

const SYSTEM = /^http:\/\/www\.saude\.gov\.br\/fhir\/r4\/NamingSystem\/BRRNDS-\d+$/;
const PERSON = 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRIndividuo-1.0';

const when = (wrong: boolean, path: readonly (string | number)[], message: string): Breach[] =>
  wrong ? [{ path, message }] : [];
const whole = ({ bundle }: RndsDocument) => ({ value: bundle, path: [] });

/** How a document is made up, whatever it is about. */
export const FORM_RULES: readonly RndsRule[] = [
  {
    code: 'EHR-ERR923',
    broken: ({ bundle }) => when(bundle.type !== 'document', ['type'], 'O tipo do Bundle deve ser document.'),
  },
  {
    code: 'EHR-ERR917',
    broken: (document) =>
      when(
        below(whole(document), 'identifier', 'value').length === 0,
        ['identifier'],
        'Falta o identificador do documento no sistema que o enviou: identifier com system e value.',
      ),
  },
  {
    code: 'EHR-ERR916',
    broken: (document) =>
      below(whole(document), 'identifier', 'system').flatMap(({ value, path }) =>
        when(
          !SYSTEM.test(String(value)),
          path,
          `${value} não serve: é esperado http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS- seguido do identificador do solicitante, em dígitos.`,
        ),
      ),
  },
  { code: 'EHR-ERR807', broken: (document) => onAnotherDay(document, 'before') },
  { code: 'EHR-ERR808', broken: (document) => onAnotherDay(document, 'after') },
  {
    code: 'EHR-ERR922',
    broken: (document) => {
      const [first] = below(whole(document), 'entry', 'resource');
      const wrong = !isObject(first?.value) || first.value.resourceType !== 'Composition' || first.path[1] !== 0;
      return when(wrong, ['entry', 0], 'O primeiro recurso do documento deve ser a Composition.');
    },
  },
  {
    code: 'EHR-ERR813',
    broken: (document) =>
      when(
        document.resources('Composition').length > 0 && document.roots.length === 0,
        ['entry'],
        'Uma Composition deve ser a raiz: nenhuma outra pode levar a ela.',
      ),
  },
  {
    code: 'EHR-ERR812',
    broken: (document) =>
      document.roots.slice(1).map(({ path }) => ({
        path,
        message: 'O documento tem mais de uma Composition raiz: refira esta em outra, ou retire-a.',
      })),
  },
  {
    code: 'EHR-ERR924',
    broken: (document) =>
      document.roots
        .flatMap((root) => below(root, 'status'))
        .flatMap(({ value, path }) =>
          when(value !== 'final', path, `O status da Composition deve ser final, e não ${value}.`),
        ),
  },
  {
    code: 'EHR-ERR919',
    broken: (document) => {
      const known = new Set(below(whole(document), 'entry', 'fullUrl').map(({ value }) => value));
      return document.references.flatMap(({ value, path }) =>
        when(!known.has(value), path, `${value} não é o fullUrl de nenhum recurso do documento.`),
      );
    },
  },
  {
    code: 'EHR-ERR997',
    broken: (document) =>
      document.roots
        .flatMap((root) => below(root, 'subject'))
        .flatMap((subject) => {
          const byNumber = below(subject, 'identifier', 'system').some(({ value }) => value === PERSON);
          return when(
            !byNumber && below(subject, 'extension').length === 0,
            subject.path,
            `O indivíduo vem pelo identificador (CPF ou CNS, system ${PERSON}), e não por referência.`,
          );
        }),
  },
  {
    code: 'EHR-ERR974',
    broken: (document) =>
      document.roots
        .flatMap((root) => below(root, 'date'))
        .flatMap(({ value, path }) =>
          when(new Date(String(value)) > document.now, path, 'A data do documento está no futuro.'),
        ),
  },
  {
    code: 'EHR-ERR862',
    broken: (document) =>
      document.roots.flatMap((root) =>
        when(
          below(root, 'meta', 'profile').length === 0,
          [...root.path, 'meta', 'profile'],
          'A Composition deve dizer o perfil do documento em meta.profile.',
        ),
      ),
  },
  ...replacementRules(),
];

/** Of `relatesTo`, by which a document replaces another. */
function replacementRules(): RndsRule[] {
  const relations = (document: RndsDocument) => document.roots.flatMap((root) => below(root, 'relatesTo'));
  return [
    {
      code: 'EHR-ERR811',
      broken: (document) => {
        const roots = new Set(document.roots.map(({ path }) => path[1]));
        return document
          .resources('Composition')
          .filter(({ path }) => !roots.has(path[1]))
          .flatMap((nested) => below(nested, 'relatesTo'))
          .map(({ path }) => ({
            path,
            message: 'Só a Composition raiz pode substituir um documento: leve relatesTo para ela.',
          }));
      },
    },
    {
      code: 'EHR-ERR869',
      broken: (document) =>
        relations(document)
          .slice(1)
          .map(({ path }) => ({ path, message: 'Um documento substitui no máximo um outro.' })),
    },
    {
      code: 'EHR-ERR868',
      broken: (document) =>
        relations(document)
          .flatMap((relation) => below(relation, 'code'))
          .flatMap(({ value, path }) =>
            when(value !== 'replaces', path, `O code de relatesTo deve ser replaces, e não ${value}.`),
          ),
    },
    {
      code: 'EHR-ERR867',
      broken: (document) =>
        relations(document).flatMap((relation) => {
          const [target] = below(relation, 'targetReference', 'reference');
          return when(
            !/^Composition\/[\w-]+$/.test(String(target?.value)),
            target?.path ?? relation.path,
            'targetReference deve ser Composition/ seguido do id que a RNDS devolveu, e não do id local.',
          );
        }),
    },
  ];
}

/** The day counts where the RNDS is: at night in Acre, or written in UTC, it may be another one. */
function onAnotherDay({ bundle: { timestamp }, today }: RndsDocument, which: 'before' | 'after'): Breach[] {
  const moment = new Date(String(timestamp));
  if (typeof timestamp !== 'string' || Number.isNaN(moment.getTime())) return [];
  const day = dayInBrasilia(moment);
  const wrong = which === 'before' ? day < today : day > today;
  return when(
    wrong,
    ['timestamp'],
    `O timestamp deve ser de hoje no horário de Brasília (${today}); este é de ${day}.`,
  );
}
