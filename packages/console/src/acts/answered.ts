/** What mutations answered, every payload there. */
export type Answered<Data> = { readonly [Field in keyof Data]: NonNullable<Data[Field]> };

/**
 * The answer of a mutation that was done, or refused with its problems; undefined where it failed, which leaves its payload
 * null and tells why as an error.
 */
export function answered<Data extends object>(data: Data | null | undefined): Answered<Data> | undefined {
  // The cache gives undefined for a field that failed.
  if (!data || Object.values(data).some((payload) => payload === null || payload === undefined)) return undefined;
  return data as Answered<Data>;
}
