import { useSearchParams } from 'react-router';

interface AddressFilter<Filter> {
  filter: Filter;
  /** Puts another filter in the place of the one that there is. */
  apply: (next: Filter) => void;
  /** Changes a part of it. */
  change: (part: Partial<Filter>) => void;
}

/** A list's filter, which the address alone holds; `read` and `write` are how it is spelt there. */
export function useAddressFilter<Filter>(
  read: (params: URLSearchParams) => Filter,
  write: (filter: Filter) => URLSearchParams,
): AddressFilter<Filter> {
  const [params, setParams] = useSearchParams();
  const apply = (next: Filter) => setParams(write(next), { replace: true });
  return {
    filter: read(params),
    apply,
    // As the address has it now: of two changes in a row the second may come before the page shows the first.
    change: (part) => apply({ ...read(new URLSearchParams(location.search)), ...part }),
  };
}
