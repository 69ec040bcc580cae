import { withoutVersion } from '../canonical.ts';
import { move, type PatchOperation, put, remove, replace } from '../corrections/patch.ts';
import { DOCUMENT_KINDS } from '../document-kinds.ts';
import { isObject } from '../json.ts';
import { RETIRED_PROFILES } from './retired-profiles.ts';
import { below, codesOf, dayInBrasilia, momentInBrasilia, type RndsDocument } from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

const SOURCE_SYSTEM = 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-';
const SYSTEM = /^http:\/\/www\.saude\.gov\.br\/fhir\/r4\/NamingSystem\/BRRNDS-\d+$/;
const PERSON = 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRIndividuo-1.0';

const when = (wrong: boolean, path: Breach['path'], message: string, patch?: PatchOperation): Breach[] =>
  wrong ? [{ path, message, patch }] : [];
const whole = ({ bundle }: RndsDocument) => ({ value: bundle, path: [] });

/** How a document is made up, whatever it is about. */
export const FORM_RULES: readonly RndsRule[] = [
  {
    code: 'EHR-ERR923',
    broken: ({ bundle }) =>
      when(bundle.type !== 'document', ['type'], 'O tipo do Bundle deve ser document.', put(['type'], 'document')),
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
          sourceSystem(String(value), path),
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
      const [root] = document.roots;
      const patch = root && root.path[1] !== 0 ? move(root.path.slice(0, 2), ['entry', 0]) : undefined;
      return when(wrong, ['entry', 0], 'O primeiro recurso do documento deve ser a Composition.', patch);
    },
  },
  {
    code: 'EHR-ERR813',
    broken: (document) => {
      const compositions = document.resources('Composition');
      const [first] = compositions.filter(({ path }) => path[1] === 0);
      // What comes first is meant to be the root: another one is none in its place.
      const isRoot = first ? document.roots.some(({ path }) => path[1] === 0) : document.roots.length > 0;
      return when(
        compositions.length > 0 && !isRoot,
        ['entry'],
        'A primeira Composition deve ser a raiz: nenhum outro recurso, nem ela mesma, pode levar a ela.',
      );
    },
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
          when(
            value !== 'final',
            path,
            `O status da Composition deve ser final, e não ${value}.`,
            replace(path, 'final'),
          ),
        ),
  },
  {
    code: 'EHR-ERR919',
    broken: (document) => {
      const known = new Set(below(whole(document), 'entry', 'fullUrl').map(({ value }) => value));
      return document.references.flatMap(({ value, path }) =>
        when(
          !known.has(value),
          path,
          `${value} não é o fullUrl de nenhum recurso do documento.`,
          writtenOtherwise(value, known, path),
        ),
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
  ...kindRules(),
  {
    code: 'EHR-ERR824',
    broken: (document) => repeatedResources(document),
  },
  ...replacementRules(),
];

/** Of what a document says that it is. */
function kindRules(): RndsRule[] {
  return [
    {
      code: 'EHR-ERR887',
      broken: (document) =>
        document.roots.flatMap((root) => {
          const named = below(root, 'meta', 'profile').length > 0;
          const kinds = DOCUMENT_KINDS.filter(({ type }) => codesOf(root, 'type').includes(type));
          const [profile, ...more] = kinds.flatMap(({ profiles }) => profiles);
          const meta = isObject(root.value.meta) ? root.value.meta : {};
          const patch =
            profile !== undefined && more.length === 0
              ? put([...root.path, 'meta'], { ...meta, profile: [profile] })
              : undefined;
          return when(
            !named,
            [...root.path, 'meta', 'profile'],
            'A Composition deve dizer o perfil do documento em meta.profile.',
            patch,
          );
        }),
    },
    {
      code: 'EHR-ERR862',
      broken: (document) =>
        document.roots
          .flatMap((root) => below(root, 'meta', 'profile'))
          .flatMap(({ value, path }) => {
            const retired = RETIRED_PROFILES.find(({ profile }) => profile === withoutVersion(String(value)));
            return retired ? when(true, path, retired.message) : [];
          }),
    },
    {
      code: 'EHR-ERR965',
      broken: (document) =>
        document.roots.flatMap((root) => {
          const named = below(root, 'meta', 'profile').map(({ value }) => withoutVersion(String(value)));
          const kind = DOCUMENT_KINDS.find(({ profiles }) => profiles.some((one) => named.includes(one)));
          return below(root, 'type', 'coding', 'code').flatMap(({ value, path }) =>
            kind
              ? when(
                  value !== kind.type,
                  path,
                  `O tipo ${value} não é o do perfil do documento: ${kind.type}.`,
                  replace(path, kind.type),
                )
              : [],
          );
        }),
    },
  ];
}

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
            patch: leadToRoot(document, path),
          }));
      },
    },
    {
      code: 'EHR-ERR869',
      broken: (document) =>
        relations(document)
          .slice(1)
          .map(({ path }) => ({ path, message: 'Um documento substitui no máximo um outro.', patch: remove(path) })),
    },
    {
      code: 'EHR-ERR868',
      broken: (document) =>
        relations(document)
          .flatMap((relation) => below(relation, 'code'))
          .flatMap(({ value, path }) =>
            when(
              value !== 'replaces',
              path,
              `O code de relatesTo deve ser replaces, e não ${value}.`,
              replace(path, 'replaces'),
            ),
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
            target && compositionAt(String(target.value), target.path),
          );
        }),
    },
  ];
}

/** The day counts where the RNDS is: at night in Acre, or written in UTC, it may be another one. */
function onAnotherDay({ bundle: { timestamp }, today, now }: RndsDocument, which: 'before' | 'after'): Breach[] {
  const moment = new Date(String(timestamp));
  if (typeof timestamp !== 'string' || Number.isNaN(moment.getTime())) return [];
  const day = dayInBrasilia(moment);
  const wrong = which === 'before' ? day < today : day > today;
  return when(
    wrong,
    ['timestamp'],
    `O timestamp deve ser de hoje no horário de Brasília (${today}); este é de ${day}.`,
    replace(['timestamp'], momentInBrasilia(now)),
  );
}

/** As it should be written, where the requester's digits are there. */
function sourceSystem(system: string, path: Breach['path']): PatchOperation | undefined {
  const digits = /(\d+)\D*$/.exec(system.slice(system.lastIndexOf('/') + 1))?.[1];
  const right = `${SOURCE_SYSTEM}${digits}`;
  return digits === undefined ? undefined : replace(path, right);
}

/** The Composition that an address of the RNDS, or a document's, leads to. */
function compositionAt(reference: string, path: Breach['path']): PatchOperation | undefined {
  const id = /\/(?:Composition|Bundle)\/([\w-]+)$/.exec(`/${reference}`)?.[1];
  return id === undefined ? undefined : replace(path, `Composition/${id}`);
}

/** To the root, where that has none of its own. */
function leadToRoot({ roots }: RndsDocument, path: Breach['path']): PatchOperation {
  const [root] = roots;
  const isOnly = path.at(-1) === 0;
  const canMove = root && isOnly && below(root, 'relatesTo').length === 0;
  return canMove ? move(path.slice(0, -1), [...root.path, 'relatesTo']) : remove(path);
}

/** The same address in other letters, where just one is. */
function writtenOtherwise(reference: string, known: Set<unknown>, path: Breach['path']): PatchOperation | undefined {
  const [meant, ...more] = [...known].filter((one) => String(one).toLowerCase() === reference.trim().toLowerCase());
  return meant === undefined || more.length > 0 ? undefined : replace(path, meant);
}

/** Resources that say the same as another one, whatever their own ids. */
function repeatedResources({ bundle }: RndsDocument): Breach[] {
  const seen = new Set<string>();
  return below({ value: bundle, path: [] }, 'entry', 'resource').flatMap(({ value, path }) => {
    const { id, meta, ...content } = isObject(value) ? value : {};
    const told = JSON.stringify(content);
    const again = isObject(value) && seen.has(told);
    seen.add(told);
    return when(again, path, `${content.resourceType} está repetido no documento, igual a outro.`);
  });
}
