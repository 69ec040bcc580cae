import { PLACES, type Place } from './places.ts';
import type { Story } from './stories.ts';
import { SYSTEMS, type SystemKind } from './systems.ts';

/** A story's place; its index is checked by a test. */
export function placeOf({ place }: Story): Place {
  const found = PLACES[place];
  if (!found) throw new Error(`No place ${place}`);
  return found;
}

/** A story's system, with its own version in the name. */
export function systemOf({ system, version }: Story): SystemKind {
  const kind = SYSTEMS[system];
  return version ? { ...kind, name: `${kind.name} ${version}` } : kind;
}

/** The whole form, with the weak point in it that a reviewer will ask about. */
export function wholeForm(story: Story, certificatePem: string | null) {
  const place = placeOf(story);
  const { words } = story.homologation;
  return {
    origin: 'OTHER',
    establishmentCnes: place.cnes,
    childEstablishments: place.children,
    manager: words === 'managerEmail' ? { ...place.manager, email: 'gestor.saude@correio.example' } : place.manager,
    ...(certificatePem && { certificatePem }),
    system: {
      ...systemFields(story),
      ...(words === 'wideRange' && { ipRanges: [`${place.network.replace(/\.\d+$/, '.0')}.0/16`] }),
      ...(words === 'vagueDescription' && { description: 'Sistema que consulta os serviços do Ministério.' }),
    },
    acceptedTerms: true,
  };
}

/** What somebody typed before they stopped. */
export function partOfForm(story: Story) {
  const place = placeOf(story);
  return {
    origin: 'OTHER',
    establishmentCnes: place.cnes,
    manager: { name: place.manager.name },
    system: { name: systemOf(story).name },
  };
}

/** The answer to what the reviewer asked for. */
export function mendedForm(story: Story) {
  const { manager } = placeOf(story);
  switch (story.homologation.words) {
    case 'wideRange':
      return { system: { ipRanges: systemFields(story).ipRanges } };
    case 'managerEmail':
      return { manager: { email: manager.email } };
    default:
      return { system: { description: systemFields(story).description } };
  }
}

function systemFields(story: Story) {
  const { name, description, vendor, database, webApplication, integratesWith } = systemOf(story);
  const { network } = placeOf(story);
  return {
    name,
    description,
    vendor,
    database,
    webApplication,
    integratesWith,
    ipRanges: [`${network}.10`, `${network}.11`],
    monthlyVolume: 600 + story.place * 730,
  };
}
