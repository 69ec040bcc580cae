import { randomUUID } from 'node:crypto';
import { vaccination } from '../examples/vaccination.ts';

/** The dose as it is right when it is sent now. */
export function vaccinationNow(now = new Date()): ReturnType<typeof vaccination> {
  const bundle = vaccination();
  const [composition, dose] = bundle.entry.map(({ resource }) => resource);
  // Not a minute earlier: just after midnight that was another day.
  const sent = now.toISOString();
  Object.assign(bundle, { timestamp: sent });
  Object.assign(composition ?? {}, { date: sent });
  Object.assign(dose ?? {}, {
    occurrenceDateTime: dayInBrasilia(new Date(sent)),
    expirationDate: dayInBrasilia(new Date(now.getTime() + 365 * 86_400_000)),
  });
  return bundle;
}

const DAYS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });

/** Whose a dose is, and who sends it; an identifier of its own is drawn. */
export interface SentDose {
  /** What follows `BRRNDS-`. */
  requesterIdentifier: string;
  /** CNS of the person; as in the sample where absent. */
  patient?: string | undefined;
  /** CNES that signs it; as in the sample where absent. */
  cnes?: string | undefined;
}

/** A dose as it is right when it is sent now, by somebody and of somebody. */
export function vaccinationOf({ requesterIdentifier, patient, cnes }: SentDose, now = new Date()) {
  const bundle = vaccinationNow(now);
  bundle.identifier = {
    system: `http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-${requesterIdentifier}`,
    value: randomUUID(),
  };
  for (const { resource } of bundle.entry) {
    for (const person of [resource.subject, resource.patient]) if (person && patient) person.identifier.value = patient;
    for (const author of resource.author ?? []) if (cnes) author.identifier.value = cnes;
  }
  return bundle;
}

function dayInBrasilia(moment: Date): string {
  return DAYS.format(moment);
}
