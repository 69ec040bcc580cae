import { remove } from '../corrections/patch.ts';
import { isObject } from '../json.ts';
import { below, extension, type Found } from './rnds-document.ts';
import type { Breach, RndsRule } from './rnds-rule.ts';

const INTERVAL = 'BRIntervaloDoses';
const TURN = 'BRTurno';

/** Of prescriptions within a contact with care: how often a dose is taken. */
export const PRESCRIPTION_RULES: readonly RndsRule[] = [
  ofEach('EHR-ERR780', (dosage) =>
    timingsOf(dosage, (most) => most > 1).flatMap((repeat) => {
      const interval = extension(repeat, INTERVAL);
      const isWhole = ['periodUnit', 'period'].every(
        (url) => interval && below(interval, 'extension').some((one) => isNamed(one, url)),
      );
      return isWhole
        ? []
        : [
            {
              path: repeat.path,
              message: `Mais de uma dose pede a periodicidade: extensão ${INTERVAL}, com periodUnit e period.`,
            },
          ];
    }),
  ),
  ofEach('EHR-ERR781', (dosage) =>
    timingsOf(dosage, (most) => most === 1).flatMap((repeat) =>
      [extension(repeat, INTERVAL), extension(repeat, TURN)].flatMap((one) =>
        one
          ? [{ path: one.path, message: 'Uma dose única não tem periodicidade nem turno.', patch: remove(one.path) }]
          : [],
      ),
    ),
  ),
  ofEach('EHR-ERR782', (dosage, prescription) => {
    const asNeeded =
      below(dosage, 'asNeededBoolean').find(({ value }) => value === true) ??
      below(dosage, 'asNeededCodeableConcept')[0];
    const isDescribed = below(prescription, 'note', 'text').length > 0;
    const message = 'O uso em caso de necessidade pede a sua descrição: note, na prescrição.';
    return asNeeded && !isDescribed ? [{ path: asNeeded.path, message }] : [];
  }),
];

function ofEach(code: string, broken: (dosage: Found, prescription: Found) => Breach[]): RndsRule {
  return {
    code,
    broken: (document) =>
      document
        .resources('MedicationRequest')
        .flatMap((one) => below(one, 'dosageInstruction').flatMap((dosage) => broken(dosage, one))),
  };
}

/** When doses are taken, of which there are at most so many. */
function timingsOf(dosage: Found, fits: (most: number) => boolean): Found[] {
  return below(dosage, 'timing', 'repeat').filter(
    ({ value }) => isObject(value) && typeof value.countMax === 'number' && fits(value.countMax),
  );
}

function isNamed({ value }: Found, url: string): boolean {
  return isObject(value) && value.url === url;
}
