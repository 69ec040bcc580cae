import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** So long may clients take to leave what was deprecated, from its first release on. */
export const NOTICE_DAYS = 180;

/** What of an API is deprecated, by its path, with the reason. */
export function deprecationsOf(api: string): Map<string, string> {
  return new Map(
    Object.values(buildSchema(api).getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap(partsOf)
      .flatMap(({ path, deprecationReason }) =>
        deprecationReason == null ? [] : [[path, deprecationReason] as const],
      ),
  );
}

/** What of an API's deprecations breaks the promise to its clients, a line each (docs/deprecation.md). */
export function deprecationFaults(released: string, api: string, today: string): string[] {
  const before = deprecationsOf(released);
  return [...deprecationsOf(api)].flatMap(([path, reason]) => {
    const date = removalDate(reason);
    if (!date) return [`${path}: @deprecated must name one date (2027-05-24) from which it may go`];
    const promised = before.get(path);
    const earliest = (promised && removalDate(promised)) || daysAfter(today, NOTICE_DAYS);
    return date < earliest ? [`${path}: @deprecated may name ${earliest} or later, not ${date}`] : [];
  });
}

/** The one date that a reason names; undefined where it names none, several, or one that no calendar has. */
export function removalDate(reason: string): string | undefined {
  const [date, another] = reason.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  return date && !another && isDate(date) ? date : undefined;
}

/** A calendar date some days later. */
export function daysAfter(date: string, days: number): string {
  const later = new Date(`${date}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return later.toISOString().slice(0, 10);
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

interface Part {
  path: string;
  deprecationReason?: string | null | undefined;
}

function partsOf(type: GraphQLNamedType): Part[] {
  const part = (path: string, { deprecationReason }: Omit<Part, 'path'>): Part => ({ path, deprecationReason });
  if (isEnumType(type)) return type.getValues().map((value) => part(`${type.name}.${value.name}`, value));
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => part(`${type.name}.${field.name}`, field));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${type.name}.${field.name}`;
    return [part(path, field), ...field.args.map((arg) => part(`${path}.${arg.name}`, arg))];
  });
}
