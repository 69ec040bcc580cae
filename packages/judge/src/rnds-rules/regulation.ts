import { below, codesOf, dayOf, type Found, type FoundResource, type RndsDocument } from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

/** The group of procedures of BRTabelaSUS that are consultations. */
const CONSULTATIONS = '030101';

/** A moment of a request or of its booking, with its day where the RNDS is. */
interface Dated extends Found {
  time: number;
  day: string;
}

/** Of the regulation of care (RA): requests, when they were authorised, booked and carried out. */
export const REGULATION_RULES: readonly RndsRule[] = [
  {
    code: 'EHR-ERR1005',
    broken: (document) =>
      document
        .resources('ServiceRequest')
        .filter((request) => codesOf(request, 'code').some((code) => code.startsWith(CONSULTATIONS)))
        .filter((request) => codesOf(request, 'performerType').length === 0)
        .map(({ path }) => ({
          path: [...path, 'performerType'],
          message: `Um procedimento do grupo ${CONSULTATIONS} pede o CBO de quem o realiza: performerType.`,
        })),
  },
  {
    code: 'EHR-ERR1006',
    broken: (document) =>
      requested(document)
        .filter(({ day }) => day > document.today)
        .map(({ path, day }) => ({ path, message: `A solicitação (${day}) está no futuro.` })),
  },
  {
    code: 'EHR-ERR1007',
    broken: (document) =>
      earlier(
        datesOf(document.resources('Appointment'), 'created'),
        requested(document),
        'A autorização',
        'à solicitação',
      ),
  },
  {
    code: 'EHR-ERR1008',
    broken: (document) =>
      document
        .resources('Appointment')
        .flatMap((one) =>
          earlier(datesOf([one], 'start'), datesOf([one], 'created'), 'O agendamento', 'à autorização'),
        ),
  },
  {
    code: 'EHR-ERR1009',
    broken: (document) => {
      const carriedOut = datesOf(document.resources('ServiceRequest'), 'occurrenceDateTime');
      return earlier(carriedOut, datesOf(document.resources('Appointment'), 'start'), 'A execução', 'ao agendamento');
    },
  },
];

function requested(document: RndsDocument): Dated[] {
  return datesOf(document.resources('ServiceRequest'), 'authoredOn');
}

function datesOf(resources: FoundResource[], element: string): Dated[] {
  return resources.flatMap((one) =>
    below(one, element).flatMap((found): Dated[] => {
      const [day, time] = [dayOf(found.value), Date.parse(String(found.value))];
      return day === undefined || Number.isNaN(time) ? [] : [{ ...found, day, time }];
    }),
  );
}

/** Of a day without its hour the day alone counts. */
function earlier(later: Dated[], sooner: Dated[], what: string, than: string): Breach[] {
  const isBefore = (one: Dated, other: Dated) =>
    one.day < other.day || (hasHour(one) && hasHour(other) && one.time < other.time);
  return later.flatMap((one) => {
    const other = sooner.find((before) => isBefore(one, before));
    return other ? [{ path: one.path, message: `${what} (${one.value}) é anterior ${than} (${other.value}).` }] : [];
  });
}

function hasHour({ value }: Dated): boolean {
  return String(value).includes('T');
}
