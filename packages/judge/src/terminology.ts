import { withoutVersion } from './canonical.ts';
import type { CodesOf, Guide, ValueSet } from './guide.ts';

/** Whether a code is in a value set; unknown where the guides do not hold all of it. */
export type Membership = 'in' | 'out' | 'unknown';

/** So many codes are told one by one where one of them is expected. */
const FEW = 12;

/** The codes of several guides; kept as bytes, outside of the heap. */
export class Terminology {
  private readonly systems = new Map<string, Buffer>();
  private readonly valueSets = new Map<string, ValueSet>();
  private readonly inactive = new Map<string, Set<string>>();

  constructor(guides: readonly Guide[]) {
    for (const { codeSystems, valueSets, inactive = {} } of guides) {
      for (const [url, codes] of Object.entries(inactive)) {
        // Of a system in several guides the first one counts, with its inactive codes or none.
        if (!this.systems.has(url)) this.inactive.set(url, new Set(codes));
      }
      for (const [url, codes] of Object.entries(codeSystems)) {
        if (!this.systems.has(url)) this.systems.set(url, Buffer.from(`\n${codes}\n`));
      }
      for (const [url, valueSet] of Object.entries(valueSets)) {
        if (!this.valueSets.has(url)) this.valueSets.set(url, valueSet);
      }
    }
  }

  /** Whether a system has a code; unknown for a system that no guide brings. */
  isCodeOf(system: string, code: string): Membership {
    const codes = this.systems.get(system);
    if (!codes) return 'unknown';
    return !code.includes('\n') && codes.includes(`\n${code}\n`) ? 'in' : 'out';
  }

  /** Whether a code is one of before, kept for what was recorded then. */
  isInactive(system: string, code: string): boolean {
    return this.inactive.get(system)?.has(code) ?? false;
  }

  /** Whether a value set has a code, of this system or, where there is none, of any. */
  isIn(valueSet: string, system: string | undefined, code: string): Membership {
    const known = this.valueSets.get(withoutVersion(valueSet));
    if (!known) return 'unknown';
    const within = anyOf(known.include.map((part) => this.isInPart(part, system, code)));
    if (within !== 'in') return within;
    const without = anyOf((known.exclude ?? []).map((part) => this.isInPart(part, system, code)));
    return without === 'in' ? 'out' : without === 'unknown' ? 'unknown' : 'in';
  }

  /** The systems that a value set's codes may be of. */
  systemsOf(valueSet: string): string[] {
    const { include = [] } = this.valueSets.get(withoutVersion(valueSet)) ?? {};
    return [
      ...new Set(
        include.flatMap(({ system, valueSets = [] }) => [
          ...(system === undefined ? [] : [system]),
          ...valueSets.flatMap((url) => this.systemsOf(url)),
        ]),
      ),
    ];
  }

  /** The codes of a value set that has no more than a few; undefined of any other. */
  few(valueSet: string): string[] | undefined {
    const { include = [], exclude } = this.valueSets.get(withoutVersion(valueSet)) ?? {};
    if (exclude || include.some((part) => part.valueSets || part.filtered)) return undefined;
    const codes = include.flatMap(({ system = '', codes: listed }) => listed ?? this.fewOf(system));
    return codes.length > 0 && codes.length <= FEW ? codes : undefined;
  }

  private fewOf(system: string): string[] {
    const codes = this.systems.get(system);
    // So long a text has more than a few.
    if (!codes || codes.length > FEW * 64) return Array.from({ length: codes ? FEW + 1 : 0 }, () => '');
    return codes.toString().trim().split('\n');
  }

  private isInPart(part: CodesOf, system: string | undefined, code: string): Membership {
    for (const url of part.valueSets ?? []) {
      const within = this.isIn(url, system, code);
      if (within !== 'in') return within;
    }
    if (part.system === undefined) return part.valueSets ? 'in' : 'unknown';
    if (system !== undefined && system !== part.system) return 'out';
    if (part.codes) return part.codes.includes(code) ? 'in' : 'out';
    const known = this.isCodeOf(part.system, code);
    if (part.inPart && known === 'out') return 'unknown';
    return part.filtered && known === 'in' ? 'unknown' : known;
  }
}

function anyOf(memberships: Membership[]): Membership {
  if (memberships.includes('in')) return 'in';
  return memberships.includes('unknown') ? 'unknown' : 'out';
}
