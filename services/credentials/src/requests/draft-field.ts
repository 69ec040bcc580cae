import { isBlank, type Parsed } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';

/** Collects what is wrong with a change of a draft, each at its path. */
export class DraftProblems {
  readonly found: Problem[] = [];

  invalid(message: string, path: readonly (string | number)[]): void {
    this.found.push(problem('INVALID', message, path));
  }

  /** The value that passed; undefined, and a Problem, for one that did not. */
  take<T>(parsed: Parsed<T>, path: readonly (string | number)[]): T | undefined {
    if (parsed.ok) return parsed.value;
    this.invalid(parsed.message, path);
    return undefined;
  }

  /** A field after the change: absent leaves it, null and blank erase it, and what does not pass is a Problem. */
  field<Given, T>(
    current: T | null,
    given: Given | null | undefined,
    parse: (given: Given) => Parsed<T>,
    path: readonly (string | number)[],
  ): T | null {
    if (given === undefined) return current;
    if (given === null || (typeof given === 'string' && isBlank(given))) return null;
    return this.take(parse(given), path) ?? current;
  }

  /** A list after the change, replaced whole. */
  list<T>(
    current: T[],
    given: readonly string[] | null | undefined,
    parse: (given: string) => Parsed<T>,
    path: readonly string[],
  ): T[] {
    if (given === undefined) return current;
    return (given ?? []).flatMap((item, index) => this.take(parse(item), [...path, index]) ?? []);
  }
}
