import { AssuranceLevel } from '@portal/domain';

const LEVELS: Readonly<Record<string, AssuranceLevel>> = {
  bronze: AssuranceLevel.BRONZE,
  silver: AssuranceLevel.SILVER,
  prata: AssuranceLevel.SILVER,
  gold: AssuranceLevel.GOLD,
  ouro: AssuranceLevel.GOLD,
};

/** The level that the claim tells; a dot in the claim's name steps into an object. BRONZE where it tells none. */
export function assuranceLevelOf(claims: unknown, claim: string): AssuranceLevel {
  const told = claim.split('.').reduce<unknown>((value, key) => ownValue(value, key), claims);
  const level = typeof told === 'string' ? ownValue(LEVELS, told.toLowerCase()) : undefined;
  return (level as AssuranceLevel | undefined) ?? AssuranceLevel.BRONZE;
}

function ownValue(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<string, unknown>)[key]
    : undefined;
}
