import { namesProfile } from './codings.ts';
import { type PatchOperation, put, replace } from './corrections/patch.ts';
import type { Place } from './finding.ts';
import { isBase } from './guides.ts';
import { isObject, type JsonObject } from './json.ts';
import { isMadeBy, type SliceGround } from './slices.ts';

/** What is wrong with a reference. */
export interface ReferenceFault {
  message: string;
  expected: string;
  patch: PatchOperation | undefined;
}

/** What is wrong with where a reference leads, of those that it may lead to; nothing of what is outside of the Bundle. */
export function referenceFault(
  reference: string,
  targets: string[],
  at: Place,
  ground: SliceGround,
): ReferenceFault | undefined {
  const { document, guides } = ground;
  const types = targets.map((url) => guides.typeOf(url));
  const expected = [...new Set(types)].join(' ou ') || 'um recurso do documento';
  const fits = (one: JsonObject) =>
    types.includes(String(one.resourceType)) || targets.some((url) => isMadeBy(one, url, guides));
  const meant = () => {
    const entry = document.meant(reference, fits);
    const isAnother = entry && entry.fullUrl !== reference && (targets.length === 0 || fits(entry.resource));
    return isAnother ? replace(at.keys, entry.fullUrl) : undefined;
  };
  const target = document.resolve(reference);
  if (!target) {
    if (!reference.startsWith('urn:')) return undefined;
    return { message: `${reference} não está no documento.`, expected, patch: meant() };
  }
  if (targets.length === 0) return undefined;
  const [profile] = targets.filter((url) => guides.profile(url) && !isBase(url));
  if (profile !== undefined && types.includes(String(target.resourceType)) && !namesProfile(target)) {
    const message = `${reference} não diz o seu perfil em meta.profile: é esperado ${profile}.`;
    return { message, expected: profile, patch: namingProfile(reference, target, targets, ground) };
  }
  if (fits(target) || types.includes(undefined)) return undefined;
  return { message: `${reference} é ${target.resourceType}; é esperado ${expected}.`, expected, patch: meant() };
}

/** That says by which profile it was made, where only one can be meant. */
function namingProfile(
  reference: string,
  target: JsonObject,
  targets: string[],
  { document, guides }: SliceGround,
): PatchOperation | undefined {
  const [url, ...more] = targets.filter((one) => !isBase(one) && guides.typeOf(one) === target.resourceType);
  const entry = document.entryAt(reference);
  if (url === undefined || more.length > 0 || !entry) return undefined;
  return put([...entry.path, 'meta'], { ...(isObject(target.meta) && target.meta), profile: [url] });
}
