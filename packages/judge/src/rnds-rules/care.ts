import { remove } from '../corrections/patch.ts';
import { isObject } from '../json.ts';
import {
  below,
  codesOf,
  dayOf,
  extension,
  type Found,
  type FoundResource,
  type RndsDocument,
} from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

/** Codes of BRModalidadeAssistencial. */
const PRIMARY_CARE = '01';
const HOSPITAL = '04';
const EMERGENCY = '06';
const OUTPATIENT = '07';
/** Of BRCaraterAtendimento. */
const ELECTIVE = '01';
/** Of BRMotivoDesfecho: with these a hospital stay may be shorter than a day. */
const SHORT_STAYS = ['06', '09'];
const DAY_MS = 86_400_000;
/** Of BRFinanciamento: federal, of the state, of the municipality. */
const SUS = ['01', '06', '07'];
/** Who does something, by a number of theirs. */
const PROFESSIONAL = /\/(BRLotacaoProfissional|BRProfissional)-1\.0$/;

const at = (path: Breach['path'], message: string): Breach[] => [{ path, message }];

/** Of contacts with care (RAC, SA): when they were, what was found and done. */
export const CARE_RULES: readonly RndsRule[] = [
  ofEach('EHR-ERR784', (contact) => {
    const [priority] = below(contact, 'priority');
    const wrong = classOf(contact) === EMERGENCY && codesOf(contact, 'priority').includes(ELECTIVE);
    return wrong && priority
      ? at(priority.path, 'Um atendimento de urgência ou emergência (06) não pode ser eletivo (01).')
      : [];
  }),
  ofEach('EHR-ERR786', (contact, document) =>
    proceduresOf(contact, document).flatMap(({ performers }) =>
      repeated(performers, ({ actor, occupation }) => JSON.stringify([actor, occupation]))
        .filter(({ actor, occupation }) => actor !== undefined && occupation !== '')
        .map(({ path, occupation }) => ({
          path,
          message: `O CBO ${occupation} está repetido para o mesmo profissional no procedimento.`,
          patch: remove(path),
        })),
    ),
  ),
  ofEach('EHR-ERR790', (contact, document) =>
    proceduresOf(contact, document)
      .filter(({ financier }) => SUS.includes(financier ?? ''))
      .flatMap(({ performers, path, financier }) => {
        const message = `O financiamento pelo SUS (${financier}) pede o CNS do profissional de cada CBO: performer.actor.`;
        if (performers.length === 0) return at([...path, 'performer'], message);
        return performers
          .filter(({ system }) => !PROFESSIONAL.test(String(system)))
          .flatMap((performer) => at([...performer.path, 'actor'], message));
      }),
  ),
  ofEach('EHR-ERR787', (contact, document) => {
    const principal = new Set(principalsOf(contact, document).flatMap(({ code }) => code));
    return secondariesOf(contact, document)
      .filter(({ code }) => principal.has(code))
      .flatMap(({ path, code }) => at(path, `${code} já é o diagnóstico principal: não pode ser secundário também.`));
  }),
  ofEach('EHR-ERR788', (contact, document) =>
    repeated(secondariesOf(contact, document), ({ code }) => code).map(({ path, code }) => ({
      path,
      message: `O diagnóstico secundário ${code} está repetido.`,
      // `diagnosis[n]` of `diagnosis[n].condition`.
      patch: remove(path.slice(0, -1)),
    })),
  ),
  ofEach('EHR-ERR789', (contact, document) =>
    repeated(proceduresOf(contact, document), ({ code, day }) => `${code} ${day}`).flatMap(({ path, code, day }) =>
      at(path, `O procedimento ${code} de ${day} está repetido.`),
    ),
  ),
  ofEach('EHR-ERR791', (contact, document) => {
    const [start, end] = [momentOf(contact, 'start'), momentOf(contact, 'end')];
    if (!start || !end || !categoriesOf(document).includes(HOSPITAL)) return [];
    const outcomes = codesOf(contact, 'hospitalization', 'dischargeDisposition');
    const short = end.value.getTime() - start.value.getTime() < DAY_MS;
    if (!short || outcomes.some((code) => SHORT_STAYS.includes(code))) return [];
    return at(end.path, 'Uma internação (04) dura pelo menos um dia, da admissão ao desfecho.');
  }),
  ofEach('EHR-ERR793', (contact, document) => {
    const [start, end] = [momentOf(contact, 'start'), momentOf(contact, 'end')];
    const oneDay = categoriesOf(document).some((code) => code === PRIMARY_CARE || code === OUTPATIENT);
    if (!start || !end || !oneDay || start.day === end.day) return [];
    return at(
      end.path,
      `Na atenção básica (01) e na especializada (07) admissão e desfecho são do mesmo dia; aqui ${start.day} e ${end.day}.`,
    );
  }),
  ofEach('EHR-ERR794', (contact, document) => {
    const start = momentOf(contact, 'start');
    if (!start || ![PRIMARY_CARE, OUTPATIENT].includes(classOf(contact) ?? '')) return [];
    return proceduresOf(contact, document)
      .filter(({ day }) => day !== undefined && day !== start.day)
      .flatMap(({ path, day }) =>
        at([...path, 'performedDateTime'], `O procedimento (${day}) deve ser do dia da admissão (${start.day}).`),
      );
  }),
  ofEach('EHR-ERR796', (contact, document) => {
    const end = momentOf(contact, 'end');
    return proceduresOf(contact, document)
      .filter(({ day }) => end && day !== undefined && day > end.day)
      .flatMap(({ path, day }) =>
        at([...path, 'performedDateTime'], `O procedimento (${day}) é posterior ao desfecho (${end?.day}).`),
      );
  }),
  ofEach('EHR-ERR797', (contact, document) => {
    const start = momentOf(contact, 'start');
    return proceduresOf(contact, document)
      .filter(({ day }) => start && day !== undefined && day < start.day)
      .flatMap(({ path, day }) =>
        at([...path, 'performedDateTime'], `O procedimento (${day}) é anterior à admissão (${start?.day}).`),
      );
  }),
  ofEach('EHR-ERR799', (contact) => beforeBirth(contact, 'end', 'O desfecho')),
  ofEach('EHR-ERR801', (contact) => beforeBirth(contact, 'start', 'A admissão')),
  ofEach('EHR-ERR914', (contact, document) => {
    const [first] = secondariesOf(contact, document);
    if (!isOfCare(document) || !first || below(contact, 'reasonReference').length > 0) return [];
    return at([...contact.path, 'reasonReference'], 'Há diagnóstico secundário sem o principal: reasonReference.');
  }),
  ofEach('EHR-ERR915', (contact, document) =>
    below(contact, 'reasonReference')
      .slice(isOfCare(document) ? 1 : Number.POSITIVE_INFINITY)
      .flatMap(({ path }) => at(path, 'Só um diagnóstico pode ser o principal.')),
  ),
];

function ofEach(code: string, broken: (contact: FoundResource, document: RndsDocument) => Breach[]): RndsRule {
  return { code, broken: (document) => document.resources('Encounter').flatMap((one) => broken(one, document)) };
}

/** Other documents have contacts too, and tell their principal diagnosis otherwise. */
function isOfCare(document: RndsDocument): boolean {
  return document.roots.some((root) => codesOf(root, 'type').includes('RAC'));
}

function classOf(contact: FoundResource): string | undefined {
  const [code] = below(contact, 'class', 'code');
  return code && String(code.value);
}

function categoriesOf(document: RndsDocument): string[] {
  return document.roots.flatMap((root) => codesOf(root, 'category'));
}

/** A moment of the contact, and its day in Brasília. */
function momentOf(contact: FoundResource, which: 'start' | 'end'): (Found<Date> & { day: string }) | undefined {
  const [found] = below(contact, 'period', which);
  const value = new Date(String(found?.value));
  return found && !Number.isNaN(value.getTime())
    ? { value, path: found.path, day: dayOf(found.value) ?? '' }
    : undefined;
}

function principalsOf(contact: FoundResource, document: RndsDocument) {
  return conditionsAt(below(contact, 'reasonReference'), document);
}

function secondariesOf(contact: FoundResource, document: RndsDocument) {
  return conditionsAt(below(contact, 'diagnosis', 'condition'), document);
}

/** The problems that references lead to, by their codes, where the reference stands. */
function conditionsAt(references: Found[], document: RndsDocument): { code: string; path: Breach['path'] }[] {
  return references.flatMap((reference) => {
    const target = targetOf(reference, document);
    return target?.value.resourceType === 'Condition'
      ? codesOf(target, 'code').map((code) => ({ code, path: reference.path }))
      : [];
  });
}

/** What was done in the contact: what its diagnoses lead to, who did it, and who pays. */
function proceduresOf(contact: FoundResource, document: RndsDocument) {
  return below(contact, 'diagnosis', 'condition').flatMap((reference) => {
    const target = targetOf(reference, document);
    if (target?.value.resourceType !== 'Procedure') return [];
    const [performed] = below(target, 'performedDateTime');
    const paid = extension(reference, 'BRFinanciamento-1.0');
    const performers = below(target, 'performer').map((performer) => ({
      path: performer.path,
      occupation: codesOf(performer, 'function').join(' '),
      actor: below(performer, 'actor', 'identifier', 'value')[0]?.value,
      system: below(performer, 'actor', 'identifier', 'system')[0]?.value,
    }));
    const code = codesOf(target, 'code').join(' ');
    const [financier] = paid ? codesOf(paid, 'valueCodeableConcept') : [];
    return [{ code, day: dayOf(performed?.value), path: target.path, performers, financier }];
  });
}

/** Of who is not identified the year of birth stands in the document; of others CADSUS knows the day. */
function beforeBirth(contact: FoundResource, which: 'start' | 'end', what: string): Breach[] {
  const moment = momentOf(contact, which);
  const [born] = below(contact, 'subject').flatMap((subject) => {
    const unidentified = extension(subject, 'BRIndividuoNaoIdentificado-1.0');
    const year =
      unidentified &&
      below(unidentified, 'extension').find(({ value }) => isObject(value) && value.url === 'birthYear');
    return Object.values(isObject(year?.value) ? year.value : {}).flatMap(
      (one) => /^\d{4}/.exec(String(one))?.[0] ?? [],
    );
  });
  if (!moment || born === undefined || moment.day.slice(0, 4) >= born) return [];
  return at(moment.path, `${what} (${moment.day}) é anterior ao nascimento do indivíduo (${born}).`);
}

function targetOf(reference: Found, document: RndsDocument): FoundResource | undefined {
  const [named] = below(reference, 'reference');
  return named && document.resourceAt(String(named.value));
}

/** All but the first of those that are alike. */
function repeated<One>(all: One[], keyOf: (one: One) => string): One[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const again = seen.has(keyOf(one));
    seen.add(keyOf(one));
    return again;
  });
}
