import { vaccination } from './vaccination.ts';

/** The dose as it is right when it is sent now. */
export function vaccinationNow(now = new Date()): ReturnType<typeof vaccination> {
  const bundle = vaccination();
  const [composition, dose] = bundle.entry.map(({ resource }) => resource);
  const sent = new Date(now.getTime() - 60_000).toISOString();
  Object.assign(bundle, { timestamp: sent });
  Object.assign(composition ?? {}, { date: sent });
  Object.assign(dose ?? {}, {
    occurrenceDateTime: dayInBrasilia(new Date(sent)),
    expirationDate: dayInBrasilia(new Date(now.getTime() + 365 * 86_400_000)),
  });
  return bundle;
}

function dayInBrasilia(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(moment);
}
