import { withoutVersion } from './canonical.ts';
import { type PatchOperation, replace } from './corrections/patch.ts';
import type { Place } from './finding.ts';
import type { Guides } from './guides.ts';
import { asList, isObject, type JsonObject } from './json.ts';

/** A profile that a resource should not name. */
interface ProfileFault {
  url: string;
  message: string;
  expected: string;
  patch?: PatchOperation | undefined;
}

/** The profiles that a resource names: those that it is judged by, each once, and what is wrong with the others. */
export function namedProfiles(
  resource: JsonObject,
  place: Place,
  guides: Guides,
): { known: string[]; faults: ProfileFault[] } {
  const type = String(resource.resourceType);
  const { meta } = resource;
  const named = isObject(meta) ? asList(meta.profile).map(String) : [];
  const isList = isObject(meta) && Array.isArray(meta.profile);
  const faults = named.flatMap((url, at): ProfileFault[] => {
    const about = guides.profile(url)?.type;
    if (about === type) return [];
    if (about !== undefined)
      return [{ url, message: `O perfil ${url} não é de ${type}.`, expected: `um perfil de ${type}` }];
    const meant = guides.latest(url, type);
    return [
      {
        url,
        message: `O perfil ${url} não é conhecido, ou é de uma versão aposentada.`,
        expected: meant ?? `um perfil vigente de ${type}`,
        patch:
          meant === undefined ? undefined : replace(place.to('meta', 'profile', ...(isList ? [at] : [])).keys, meant),
      },
    ];
  });
  const known = named.filter((url) => guides.profile(url)?.type === type).map(withoutVersion);
  return { known: [...new Set(known)], faults };
}
