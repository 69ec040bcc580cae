import { withoutVersion } from './canonical.ts';
import type { Guide, Profile } from './guide.ts';
import { treeOf } from './profile-tree.ts';
import { Terminology } from './terminology.ts';

/** Of the base specification. */
const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** The guides that documents are judged by, the base specification among them; of a profile in several the first one counts. */
export class Guides {
  readonly terminology: Terminology;
  private readonly profiles = new Map<string, Profile>();

  constructor(guides: readonly Guide[]) {
    this.terminology = new Terminology(guides);
    for (const guide of guides) {
      for (const [url, profile] of Object.entries(guide.profiles)) {
        if (!this.profiles.has(url)) this.profiles.set(url, profile);
      }
    }
  }

  /** A profile by its canonical URL, whatever version of it is asked for. */
  profile(url: string): Profile | undefined {
    return this.profiles.get(withoutVersion(url));
  }

  /** Of a profile that is not known the newest one of that name that is, and is about the same type. */
  latest(url: string, type: string): string | undefined {
    const name = withoutVersion(url).replace(/-\d[\d.]*$/, '');
    const versions = [...this.profiles].filter(
      ([known, profile]) => profile.type === type && !isBase(known) && known.replace(/-\d[\d.]*$/, '') === name,
    );
    const later = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });
    const [newest] = versions.map(([known]) => known).sort((one, other) => later(other, one));
    // One that is newer than all that are known is no mistake of who names it.
    return newest !== undefined && later(newest, withoutVersion(url)) > 0 ? newest : undefined;
  }

  /** What the base specification says of a type. */
  type(name: string): Profile | undefined {
    return this.profiles.get(urlOfType(name));
  }

  /** Whether a type is one of resources: those have `meta`. */
  isResource(type: string): boolean {
    const profile = this.type(type);
    return profile !== undefined && treeOf(profile).children.has('meta');
  }

  /** The type that a profile is about; of one that is not known, the type where its URL is the base specification's. */
  typeOf(url: string): string | undefined {
    return this.profile(url)?.type ?? (url.startsWith(BASE) ? url.slice(BASE.length) : undefined);
  }
}

/** Whether a URL is one of the base specification's. */
export function isBase(url: string): boolean {
  return url.startsWith(BASE);
}

/** The URL of a type in the base specification. */
export function urlOfType(name: string): string {
  return `${BASE}${name}`;
}
